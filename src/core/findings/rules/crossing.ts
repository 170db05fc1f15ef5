import type { BrokenCrossing } from '../../model/crossings.ts';
import { count } from '../../report/words.ts';
import type { Draft, SessionRule } from '../rule.ts';

const MAX_EVIDENCE = 20;

const WORDS = {
  wire: {
    code: 'wire.lost',
    happened: 'never arrived at the other end',
    explanation:
      'Both ends were recorded, and the recording of the other end has no gap there. What was sent later did arrive, or the connection was still open.',
    advice:
      'Look at what lies between the two: the relay, a proxy, or a phone that changed its network. The evidence names what arrived just before and just after.',
  },
  altered: {
    code: 'wire.altered',
    happened: 'arrived with other bytes than were sent',
    explanation: 'Both ends were recorded: the frame stands at the same place of both, with different content.',
    advice:
      'Something between the two changes what it passes on: a relay with a fault, a proxy that looks into sockets. Compare the bytes of both ends in the evidence.',
  },
} as const;

/** Of a merged recording: what was lost or changed between the two ends, proven by frames of both sides. */
export const judgeCrossings: SessionRule = (_views, { crossings }) => {
  const groups = new Map<string, BrokenCrossing[]>();
  for (const crossing of crossings.broken) {
    const key = `${crossing.fate} ${crossing.conn}`;
    groups.set(key, [...(groups.get(key) ?? []), crossing]);
  }
  return [...groups.values()].flatMap(draftOf);
};

function draftOf(group: readonly BrokenCrossing[]): Draft[] {
  const [first] = group;
  if (!first) return [];
  const { code, happened, explanation, advice } = WORDS[first.fate];
  return [
    {
      code,
      severity: 'error',
      conn: first.conn,
      t: first.t,
      title: `${count(group.length, 'frame')} of ${first.conn} ${happened}`,
      explanation,
      advice,
      ...(group.length > 1 ? { count: group.length } : {}),
      evidence: group.flatMap(({ evidence }) => evidence).slice(0, MAX_EVIDENCE),
    },
  ];
}
