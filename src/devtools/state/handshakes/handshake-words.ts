import type { Phase } from '../../../core/dissect/dissection.ts';
import type { Handshake } from '../../../core/report/handshakes.ts';
import type { InviteAxis } from '../../../core/report/invite-axis.ts';
import type { HandshakeStep } from '../../../core/report/invite-steps.ts';
import type { ConnectionReport, InviteReport } from '../../../core/report/report.ts';
import { duration } from '../format.ts';
import { outcomeOf } from '../outcome.ts';

export type VerdictGlyph = 'check' | 'triangle' | 'cross' | 'half' | 'locked';

/** A verdict as glyph, word and tone. */
export interface VerdictWords {
  glyph: VerdictGlyph | undefined;
  word: string;
  tone: 'good' | 'warning' | 'error' | 'third';
}

const WORDS: Record<NonNullable<HandshakeStep['verdict']>, VerdictWords> = {
  ok: { glyph: 'check', word: 'in time', tone: 'good' },
  slow: { glyph: 'triangle', word: 'slow', tone: 'warning' },
  failed: { glyph: 'cross', word: 'failed', tone: 'error' },
  open: { glyph: 'half', word: 'open', tone: 'third' },
  redial: { glyph: 'triangle', word: 'redial', tone: 'warning' },
};

export const NO_KEY: VerdictWords = { glyph: 'locked', word: 'no key', tone: 'warning' };
const NOTHING: VerdictWords = { glyph: undefined, word: '–', tone: 'third' };

export function stepVerdict({ verdict, phase, number }: HandshakeStep): VerdictWords {
  if (verdict !== undefined) return WORDS[verdict];
  return phase === undefined && number === undefined ? NO_KEY : NOTHING;
}

/** How a single handshake came out; a refusal after the keys were exchanged is the peer's word, not a matter of time. */
export function handshakeVerdict(handshake: Handshake, connection: ConnectionReport | undefined): VerdictWords {
  const words = WORDS[handshake.verdict];
  if (handshake.verdict === 'failed' || connection === undefined) return words;
  const { standing, word } = outcomeOf(connection);
  if (standing === 'refused') return { glyph: 'triangle', word, tone: 'warning' };
  if (standing === 'failed' && !hasArrived(connection)) return { glyph: 'cross', word, tone: 'error' };
  return handshake.isLocked ? NO_KEY : words;
}

/** Whether the two sides ever worked with each other: what fails before that failed in its handshake, however quick its phases were. */
const hasArrived = ({ states }: ConnectionReport): boolean =>
  states.some(({ state }) => state === 'ACTIVE' || state === 'PAIRED');

/** The badge of an invite: its time against the budget, in which waits are not counted. */
export function inviteBadge({ verdict, overdue, countedMs, budgetMs, ms, problem, conns }: InviteReport): VerdictWords {
  if (problem !== undefined) return { glyph: 'cross', word: 'cannot be used', tone: 'error' };
  const budget = duration(budgetMs).replace(/\.0+(?= )/, '');
  if (overdue)
    return {
      glyph: 'triangle',
      word: `overdue, ${duration(ms)} and ${conns.length === 0 ? 'no dial' : 'not finished'}`,
      tone: 'error',
    };
  if (conns.length === 0) return { ...WORDS.open, word: `seen ${duration(ms)} ago, no dial yet` };
  const word = { ok: '', slow: '', failed: 'failed after ', open: 'open, ' }[verdict];
  return { ...WORDS[verdict], word: `${word}${duration(countedMs)} of ${budget}` };
}

const NAMES: Partial<Record<Phase, string>> = { identity: 'authentication', sync: 'first sync' };

export const phaseName = (phase: Phase): string => NAMES[phase] ?? phase;

/** `12 / 4–6`: messages, and how many the seed document expects; shown, never judged. */
export function messagesWords({ messages, expectedMessages }: HandshakeStep): { seen: string; expected: string } {
  return { seen: messages === undefined ? '–' : String(messages), expected: expectedMessages ?? '–' };
}

/** The words on the longest wait of an axis, and where they have room. Places are shares of the axis. */
export interface WaitLabel {
  text: string;
  side: 'within' | 'after' | 'before';
  at: number;
}

export function waitWords({ start, end, after, isDialled }: InviteAxis['waits'][number]): string {
  const what = isDialled ? 'the peer to dial' : 'the next dial';
  if (after === undefined) return `${duration(end - start)} waiting for ${what}`;
  return `${duration(end - start)} waiting for ${isDialled ? `${what} after ${after}` : `the redial of ${after}`}`;
}

const ROOMY = 0.4;

export function waitLabel({ waits, segments, lengthMs }: InviteAxis): WaitLabel | undefined {
  const [longest] = waits.toSorted((a, b) => b.end - b.start - (a.end - a.start));
  if (longest === undefined) return undefined;
  const [from, to] = [longest.start / lengthMs, longest.end / lengthMs];
  // Beside the wait stand the phases before and after it: where it is too narrow, the words go behind all of them.
  const last = Math.max(to, ...segments.map(({ end }) => end / lengthMs));
  const text = waitWords(longest);
  if (to - from >= ROOMY) return { text, side: 'within', at: (from + to) / 2 };
  return last < 0.6 ? { text, side: 'after', at: last } : { text, side: 'before', at: from };
}

/** The axis as a sentence. */
export function axisSentence({ segments, waits, lengthMs }: InviteAxis): string {
  const parts = segments.map(({ conn, phase, start, end }) => `${conn} ${phaseName(phase)} ${duration(end - start)}`);
  return `On an axis of ${duration(lengthMs)}: ${[...parts, ...waits.map(waitWords)].join(', ') || 'nothing yet'}.`;
}
