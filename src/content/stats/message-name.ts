import { hasOwn, parse } from '../natives.ts';

/** A message longer than this is none of those that change a life cycle, and is not parsed in the page. */
const LONGEST = 4096;

/** The `command`, or the seed dialect's `type`, of a text message; undefined for every other. */
export function messageName(text: string): string | undefined {
  if (text.length > LONGEST || text[0] !== '{') return undefined;
  try {
    const message = parse(text) as Record<string, unknown>;
    const name = hasOwn(message, 'command')
      ? message['command']
      : hasOwn(message, 'type')
        ? message['type']
        : undefined;
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
