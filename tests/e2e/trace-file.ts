import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import type { Truth, TruthFrame, TruthPayload } from '../lab/truth/truth.ts';

/** One frame as both sides can tell it: an exported file and the lab's own log. */
export interface WireFrame {
  dir: 'in' | 'out';
  size: number;
  wire: TruthPayload;
}

export interface TraceLine {
  kind: string;
  conn?: string;
  [member: string]: unknown;
}

/** The lines of a `.onetrace` file, read with nothing of the product. */
export async function readTraceFile(path: string): Promise<TraceLine[]> {
  const text = gunzipSync(await readFile(path)).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as TraceLine);
}

/** Per connection, in the order in which they were opened, every frame on the wire. */
export function wireOfTrace(lines: readonly TraceLine[]): WireFrame[][] {
  const connections = new Map<string, WireFrame[]>();
  for (const line of lines) {
    if (line.kind === 'open') connections.set(String(line.conn), []);
    else if (line.kind === 'frame') connections.get(String(line.conn))?.push(wireOfLine(line));
  }
  return [...connections.values()];
}

function wireOfLine(line: TraceLine): WireFrame {
  const wire: TruthPayload =
    line['type'] === 'text'
      ? { type: 'text', text: String(line['text']) }
      : { type: 'binary', base64: String(line['base64']) };
  return { dir: line['dir'] as WireFrame['dir'], size: Number(line['size']), wire };
}

export function framesOf(truth: Truth): TruthFrame[][] {
  return truth.connections.map(({ entries }) => entries.filter((entry) => entry.kind === 'frame'));
}

export function wireOfTruth(truth: Truth): WireFrame[][] {
  return framesOf(truth).map((frames) => frames.map(({ dir, size, wire }) => ({ dir, size, wire })));
}

/** Frames and bytes of each connection: two short lists that differ visibly where something was lost or doubled. */
export function totals(connections: readonly WireFrame[][]): { frames: number; bytes: number }[] {
  return connections.map((frames) => ({
    frames: frames.length,
    bytes: frames.reduce((sum, { size }) => sum + size, 0),
  }));
}
