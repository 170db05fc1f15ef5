import { Bytes } from './captured.ts';

/** 32 random hex digits. Not crypto.randomUUID(): that exists in secure contexts only, and pages may be plain http or data:. */
export function randomName(): string {
  const bytes = crypto.getRandomValues(new Bytes(16));
  let name = '';
  for (let at = 0; at < 16; at += 1) name += ((bytes[at] ?? 0) + 256).toString(16).slice(1);
  return name;
}
