import { joinBytes } from '../join-bytes.ts';

const NEWLINE = 0x0a;
/** Lines in a run: a stretch of nothing but line breaks must not become millions of objects at once. */
const RUN = 512;

export interface Line {
  /** From 1, as editors count. */
  number: number;
  /** The bytes before the line break; empty where the line is too long to be held. */
  bytes: Uint8Array;
  tooLong: boolean;
  /** False for a last line without a line break. */
  ended: boolean;
}

/**
 * Splits bytes into lines, handed on in the runs in which they came: a step of an async generator costs more than a line.
 * Holds one line beside them, and none above `limit` bytes: the rest of such a line is skipped.
 */
export async function* readLines(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line[]> {
  let parts: Uint8Array[] = [];
  let held = 0;
  let tooLong = false;
  let number = 0;

  function hold(part: Uint8Array): void {
    if (tooLong || part.length === 0) return;
    held += part.length;
    if (held <= limit) {
      parts.push(part);
      return;
    }
    tooLong = true;
    parts = [];
  }

  function take(ended: boolean): Line {
    number += 1;
    const line = { number, bytes: joinBytes(parts), tooLong, ended };
    parts = [];
    held = 0;
    tooLong = false;
    return line;
  }

  for await (const chunk of chunks) {
    let start = 0;
    let run: Line[] = [];
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, end));
      run.push(take(true));
      if (run.length === RUN) {
        yield run;
        run = [];
      }
      start = end + 1;
    }
    hold(chunk.subarray(start));
    if (run.length > 0) yield run;
  }
  if (held > 0) yield [take(false)];
}
