import type { WebRequest } from 'webextension-polyfill';
import { LONGEST_PROLOGUE, prologueOf } from './script-prologue.ts';

export type Stream = Pick<WebRequest.StreamFilter, 'write' | 'disconnect' | 'ondata' | 'onstop' | 'onerror'>;

/** The text to put in front of a script. */
export type Prelude = (isStrict: boolean) => string;

/**
 * Puts a text in front of a script that is passing, as soon as it is known how that begins, and lets the rest pass by itself. Where there is
 * nothing to put there (undefined), or anything is strange, the script passes as it is.
 */
export function prependTo(stream: Stream, wanted: Promise<Prelude | undefined>): void {
  const held: Uint8Array[] = [];
  let prelude: Prelude | undefined;
  let isKnown = false;
  let isWhole = false;
  let isDone = false;

  function go(): void {
    if (isDone || !isKnown) return;
    const prologue = prelude === undefined ? 'foreign' : prologueOf(beginning(held), isWhole);
    if (prologue === undefined) return;
    isDone = true;
    if (prelude !== undefined && prologue !== 'foreign')
      stream.write(new TextEncoder().encode(prelude(prologue === 'strict')));
    for (const chunk of held) stream.write(chunk);
    stream.disconnect();
  }

  stream.ondata = ({ data }) => {
    held.push(new Uint8Array(data));
    go();
  };
  stream.onstop = () => {
    isWhole = true;
    go();
  };
  stream.onerror = () => void (isDone = true);
  const known = (found: Prelude | undefined): void => {
    prelude = found;
    isKnown = true;
    if (held.length > 0 || isWhole) go();
  };
  wanted.then(known, () => known(undefined));
}

/** One character a byte. */
function beginning(chunks: readonly Uint8Array[]): string {
  let text = '';
  for (const chunk of chunks) {
    if (text.length > LONGEST_PROLOGUE) break;
    for (const byte of chunk.subarray(0, LONGEST_PROLOGUE + 1)) text += String.fromCharCode(byte);
  }
  return text;
}
