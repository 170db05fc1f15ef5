import { gapWords, readGap, type Gap } from '../../gaps/gap.ts';
import type { SessionNote } from '../../model/session-state.ts';
import { count } from '../../report/words.ts';
import type { SessionRule } from '../rule.ts';

const MAX_EVIDENCE = 20;
const MAX_NAMED = 3;

/** Realms that the recording does not reach: one finding for each kind and reason, so that nothing is missing in silence. */
export const judgeCoverage: SessionRule = (_views, { notes }) => {
  const groups = new Map<string, { gap: Gap; notes: SessionNote[]; urls: Set<string> }>();
  for (const note of notes) {
    const gap = note.type === 'gap' ? readGap(note.text) : undefined;
    if (gap === undefined) continue;
    const key = `${gap.realm} ${gap.reason}`;
    const group = groups.get(key) ?? { gap, notes: [], urls: new Set() };
    groups.set(key, group);
    group.notes.push(note);
    if (gap.url !== '') group.urls.add(gap.url);
  }
  return [...groups.values()].flatMap(({ gap, notes: told, urls }) => {
    const [first] = told;
    if (!first) return [];
    const { why, remedy } = gapWords(gap.reason);
    const named = [...urls].slice(0, MAX_NAMED).join(', ');
    return [
      {
        code: 'realm.unseen',
        severity: 'info' as const,
        t: first.t,
        title: `Traffic of ${count(urls.size > 0 ? urls.size : told.length, gap.realm)} is not in this recording`,
        explanation: `${why}${named === '' ? '' : ` Started: ${named}${urls.size > MAX_NAMED ? ' …' : '.'}`}`,
        advice: remedy,
        ...(told.length > 1 ? { count: told.length } : {}),
        evidence: told.slice(0, MAX_EVIDENCE).map(({ evidence }) => evidence),
      },
    ];
  });
};
