import type { CloseClass, ConnectionReport } from '../../core/report/report.ts';

/** How a connection stands, for glyph, word and tone. */
export type Standing = 'active' | 'handshake' | 'listening' | 'closed' | 'failed' | 'refused' | 'page-gone';

export interface Outcome {
  standing: Standing;
  /** One or two words for the narrow list. */
  word: string;
  tone: 'error' | 'warning' | 'plain';
  /** For the wide list: the state in a word. */
  state: string;
}

const STATES: Record<Standing, string> = {
  active: 'Active',
  handshake: 'In handshake',
  listening: 'Listening',
  closed: 'Closed',
  failed: 'Failed',
  refused: 'Refused',
  'page-gone': 'Ended with page',
};

const WORDS: Record<CloseClass, string> = {
  done: 'closed',
  refused: 'refused',
  replaced: 'replaced',
  duplicate: 'duplicate',
  stopped: 'stopped',
  timeout: 'timed out',
  protocol: 'failed',
  abnormal: 'broke off',
  'page-gone': 'reloaded',
};

export function outcomeOf(connection: ConnectionReport): Outcome {
  const standing = standingOf(connection);
  const tone = standing === 'failed' ? 'error' : standing === 'refused' || isLocked(connection) ? 'warning' : 'plain';
  return { standing, tone, word: wordOf(connection, standing), state: STATES[standing] };
}

export const isLocked = ({ encrypted, keyKnown }: ConnectionReport): boolean => encrypted && !keyKnown;

function standingOf({ close, states, role, findings }: ConnectionReport): Standing {
  const last = states.at(-1)?.state;
  if (last === 'FAILED') return findings.includes('peer.unknown') && close?.class === 'refused' ? 'refused' : 'failed';
  if (close?.class === 'page-gone') return 'page-gone';
  if (close?.class === 'refused') return 'refused';
  if (close || last === 'CLOSED' || last === 'CLOSING') return 'closed';
  if (last === 'ACTIVE' || last === 'PAIRED') return 'active';
  return role === 'spare' && last === 'AUTHENTICATED' ? 'listening' : 'handshake';
}

function wordOf(connection: ConnectionReport, standing: Standing): string {
  const { close, purpose, states } = connection;
  if (close?.class === 'done' && purpose === 'pairing' && states.some(({ state }) => state === 'PAIRED'))
    return 'paired';
  if (close) return WORDS[close.class];
  if (isLocked(connection)) return 'no key';
  if (standing === 'listening') return 'waiting';
  return standing === 'handshake' ? 'in handshake' : standing;
}
