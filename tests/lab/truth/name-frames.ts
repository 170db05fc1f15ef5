import type { Payload } from '../connection/plugin.ts';
import type { Direction } from '../connection/tap.ts';
import type { LoggedFrame } from './logged-frame.ts';
import { nameMessage, type MessageName } from './name-message.ts';

export interface FrameName {
  readonly name: string;
  readonly layers: readonly string[];
  readonly phase?: string;
}

const MARKERS = ['fragmentation_start_string', 'fragmentation_start_binary', 'fragmentation_end'];

/** Names for the frames of one connection, in order (TRACE-FORMAT §2). */
export function nameFrames(frames: readonly LoggedFrame[]): FrameName[] {
  const names: FrameName[] = [];
  const keyFrames: Direction[] = [];
  const pieces: Record<Direction, number[] | undefined> = { in: undefined, out: undefined };
  let ready = false;
  let challenges = 0;
  let group = '';

  const nameWhole = (frame: LoggedFrame): MessageName | undefined => {
    if (frame.message === undefined) return undefined;
    const found = nameMessage(frame.message, { group, challenges });
    if (found.name.startsWith('person-') && typeof frame.message !== 'string') challenges++;
    if (found.name === 'connection_group') {
      group = (JSON.parse(frame.message as string) as { connectionGroupName: string }).connectionGroupName;
    }
    return found;
  };
  const nameSealed = (frame: LoggedFrame, index: number): FrameName => {
    const payload = frame.plain?.payload;
    if (payload === undefined) return { name: 'encrypted', layers: ['encryption'] };
    if (payload === 'keepalive') return { name: payload, layers: ['encryption', payload], phase: payload };
    const marker = typeof payload === 'string' && MARKERS.includes(payload);
    const whole = nameWhole(frame);
    if (!marker && !(pieces[frame.dir] && typeof payload !== 'string'))
      return asFrame(whole, 'encryption', ...unescapedBy(payload));
    if (marker && payload !== 'fragmentation_end') pieces[frame.dir] = [];
    pieces[frame.dir]?.push(index);
    if (whole) for (const piece of pieces[frame.dir] ?? []) names[piece] = { ...names[piece]!, ...phaseOf(whole) };
    if (payload === 'fragmentation_end') pieces[frame.dir] = undefined;
    const layers = ['encryption', 'fragmentation'];
    return { name: marker ? payload : 'fragment', layers, ...phaseOf(whole) };
  };
  const nameOpen = (frame: LoggedFrame): FrameName => {
    const found = nameMessage(frame.wire, { group: '', challenges: 4 });
    if (found.name === 'communication_ready') ready = true;
    return asFrame(found);
  };

  frames.forEach((frame, index) => {
    const binary = typeof frame.wire !== 'string';
    if (binary && ready && !keyFrames.includes(frame.dir)) {
      keyFrames.push(frame.dir);
      names[index] = { name: 'key-frame', layers: ['key-exchange'], phase: 'encryption' };
    } else names[index] = binary && keyFrames.length > 0 ? nameSealed(frame, index) : nameOpen(frame);
  });
  return names;
}

/** The layers that had a keyword to unescape (§2.5, §2.6). */
function unescapedBy(payload: Payload): string[] {
  if (typeof payload !== 'string') return [];
  const markers = MARKERS.some((marker) => payload.startsWith(marker));
  return [...(payload.startsWith('keepalive') ? ['keepalive'] : []), ...(markers ? ['fragmentation'] : [])];
}

function asFrame(found: MessageName | undefined, ...outer: string[]): FrameName {
  const layers = [...outer, ...(found?.layer === undefined ? [] : [found.layer])];
  return { name: found?.name ?? 'unknown', layers, ...phaseOf(found) };
}

function phaseOf(found: MessageName | undefined): { phase?: string } {
  return found?.phase === undefined ? {} : { phase: found.phase };
}
