import type { Content } from '../content.ts';
import type { LayerNode, Phase, Problem } from '../dissection.ts';
import type { Fact } from '../facts.ts';
import { bytesOf, line, plural } from '../words.ts';

const STRING = 'fragmentation_start_string';
const BINARY = 'fragmentation_start_binary';
const END = 'fragmentation_end';

/** What the fragmentation layer (PROTOCOL §2.6) makes of a string. */
export type Marker =
  { kind: 'start'; of: 'string' | 'binary' } | { kind: 'end' } | { kind: 'passed'; escaped: boolean };

export function readMarker(text: string): Marker {
  if (text === STRING) return { kind: 'start', of: 'string' };
  if (text === BINARY) return { kind: 'start', of: 'binary' };
  if (text === END) return { kind: 'end' };
  return { kind: 'passed', escaped: text.startsWith(STRING) || text.startsWith(BINARY) || text.startsWith(END) };
}

export const violation = (why: string): Problem => ({ code: 'fragmentation.violation', message: why });

const node = (summary: string): LayerNode => ({
  layer: 'fragmentation',
  title: 'Fragmentation',
  summary,
  view: 'plain',
  fields: [],
});

/** `phase` of a marker or piece is that of its message: until the end is seen, that of what comes next on this connection. */
interface Common {
  phase: Phase | undefined;
  problem?: Problem | undefined;
}

const common = ({ phase, problem }: Common) => ({ ...(phase ? { phase } : {}), ...(problem ? { problem } : {}) });

export function fragmentationStart(of: 'string' | 'binary', about: Common): Content {
  const summary = `a ${of === 'string' ? 'string' : 'byte array'} in pieces begins`;
  return {
    layers: ['fragmentation'],
    name: of === 'string' ? STRING : BINARY,
    ...common(about),
    summary,
    facts: [{ kind: 'fragmentation-start', of }, ...violated(about.problem)],
    nodes: () => [node(summary)],
  };
}

export function fragment(bytes: number, ordinal: number | undefined, about: Common): Content {
  const summary = ordinal === undefined ? `piece, ${bytesOf(bytes)}` : `piece ${ordinal}, ${bytesOf(bytes)}`;
  return {
    layers: ['fragmentation'],
    name: 'fragment',
    ...common(about),
    summary,
    facts: [{ kind: 'fragment', bytes }, ...violated(about.problem)],
    nodes: () => [node(summary)],
  };
}

/** What was joined: the message's own content follows, where it could be read. */
export interface Joined {
  bytes: number;
  pieces: number[];
  incomplete: boolean;
  emptyBinary: boolean;
  inner?: Content;
}

export function fragmentationEnd(joined: Joined, about: Common): Content {
  const { bytes, pieces, incomplete, emptyBinary, inner } = joined;
  const size = `${plural(pieces.length, 'piece', 'pieces')}, ${bytesOf(bytes)}`;
  const summary = inner ? line(`${inner.summary} (${size})`) : size;
  const facts: Fact[] = [
    { kind: 'fragmentation-end', bytes, pieces: pieces.length, ...(incomplete ? { incomplete } : {}) },
    ...(emptyBinary ? [{ kind: 'fragmentation-empty-binary' } as const] : []),
    ...violated(about.problem),
    ...(inner?.facts ?? []),
  ];
  const problem = about.problem ?? inner?.problem;
  const phase = inner && !emptyBinary ? inner.phase : about.phase;
  return {
    layers: ['fragmentation'],
    name: END,
    ...common({ phase, problem }),
    summary,
    facts,
    pieces,
    ...(inner?.message ? { message: inner.message } : {}),
    ...(inner?.rpc ? { rpc: inner.rpc } : {}),
    ...(inner?.open ? { open: true as const } : {}),
    nodes: () => [node(`joined ${size}`), ...(inner?.nodes() ?? [])],
  };
}

const violated = (problem: Problem | undefined): Fact[] =>
  problem?.code === 'fragmentation.violation' ? [{ kind: 'fragmentation-violation', why: problem.message }] : [];
