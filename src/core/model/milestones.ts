import type { Fact } from '../dissect/facts.ts';
import type { Dir } from '../trace/records.ts';
import type { FrameMark } from './proof.ts';

/** How often something was said in one direction, first and last. */
export interface Milestone {
  first: FrameMark;
  last: FrameMark;
  count: number;
}

/** What was said on a connection, by direction and kind of fact: as many entries as there are kinds, however long it lives. */
export type Milestones = Record<Dir, Map<string, Milestone>>;

export function createMilestones(): Milestones {
  return { in: new Map(), out: new Map() };
}

/** Kinds are those of facts.ts; the seed dialect's are told apart by their type, messages over GATT by their name. */
export type MilestoneKind = Exclude<Fact['kind'], 'seed' | 'gatt'> | `seed:${string}` | `gatt:${string}`;

/** What was said beside that: that it came to nothing. */
export const refusalKind = (fact: Fact): MilestoneKind | undefined =>
  fact.kind === 'gatt' && fact.success === false ? `gatt:${fact.name}:refused` : undefined;

export function milestoneKind(fact: Fact): MilestoneKind {
  if (fact.kind === 'gatt') return `gatt:${fact.name}`;
  return fact.kind === 'seed' ? `seed:${fact.type}` : fact.kind;
}

const MAX_KINDS = 256;

export function noteMilestone(milestones: Milestones, dir: Dir, kind: MilestoneKind, mark: FrameMark): void {
  const known = milestones[dir].get(kind);
  if (known) {
    known.last = mark;
    known.count++;
  } else if (milestones[dir].size < MAX_KINDS) {
    milestones[dir].set(kind, { first: mark, last: mark, count: 1 });
  }
}

/** First frame that said so, in one direction or in either. */
export function firstOf(milestones: Milestones, kind: MilestoneKind, dir?: Dir): FrameMark | undefined {
  if (dir) return milestones[dir].get(kind)?.first;
  const [a, b] = [milestones.in.get(kind)?.first, milestones.out.get(kind)?.first];
  if (!a || !b) return a ?? b;
  return a.seq <= b.seq ? a : b;
}

export function lastOf(milestones: Milestones, kind: MilestoneKind, dir?: Dir): FrameMark | undefined {
  if (dir) return milestones[dir].get(kind)?.last;
  const [a, b] = [milestones.in.get(kind)?.last, milestones.out.get(kind)?.last];
  if (!a || !b) return a ?? b;
  return a.seq >= b.seq ? a : b;
}

export function countOf(milestones: Milestones, kind: MilestoneKind, dir?: Dir): number {
  if (dir) return milestones[dir].get(kind)?.count ?? 0;
  return countOf(milestones, kind, 'in') + countOf(milestones, kind, 'out');
}

/** The later of the first times both directions said it: the moment an exchange was complete. */
export function bothOf(milestones: Milestones, kind: MilestoneKind): FrameMark | undefined {
  const [a, b] = [milestones.in.get(kind)?.first, milestones.out.get(kind)?.first];
  if (!a || !b) return undefined;
  return a.seq >= b.seq ? a : b;
}
