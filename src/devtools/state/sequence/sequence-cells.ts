import { ROW } from '../../../core/contract/row-columns.ts';
import { lossWords } from '../../../core/report/loss-words.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { countLosses } from '../../../core/trace/loss-count.ts';
import { KINDS } from '../../../core/trace/page-layout.ts';
import { count } from '../format.ts';
import { timeText, type TimeMode } from '../rows/message-cells.ts';
import { withBothSides } from './sequence-sides.ts';
import type { Rows } from '../session.ts';

/** Lanes from left to right. */
export const LANES = ['page', 'server', 'peer'] as const;
export type Lane = (typeof LANES)[number];

export interface Leg {
  from: Lane;
  to: Lane;
}

/** One row of the diagram as texts. */
export interface SequenceCells {
  time: string;
  label: string;
  phase: string;
  /** What this page saw; undefined for what happened in it or to the recording. */
  seen: Leg | undefined;
  /** What follows behind the relay. */
  inferred: Leg | undefined;
  /** What the relay makes of it, on the inferred part. */
  relayNote: string;
  /** The lane of the side that saw it. */
  self: Lane;
  /** The far part was seen as well, by the other side of a merged recording. */
  isSeenThere: boolean;
  /** It was lost or altered on the far part. */
  isBroken: boolean;
  /** How long it was on the way; empty where nobody can tell. */
  delay: string;
  isEncrypted: boolean;
  isProblem: boolean;
  isLost: boolean;
  text: string;
  size: string;
  conn: string;
  /** The row's name for those who do not see it. */
  name: string;
}

export function sequenceCells(
  rows: Rows,
  row: number,
  mode: TimeMode,
  connection: ConnectionReport | undefined,
  isMerged = false,
): SequenceCells {
  const { columns } = rows;
  const { tables } = columns;
  const kind = KINDS[columns.get('kind', row)] ?? 'foreign';
  const flags = columns.get('flags', row);
  const name = tables.names[columns.get('name', row)] ?? '';
  const layers = tables.layers[columns.get('layers', row)] ?? [];
  const phase = tables.phases[columns.get('phase', row)] ?? '';
  const isFrame = kind === 'frame';
  const legs = isFrame
    ? frameLegs((flags & ROW.out) !== 0, layers.includes('comm-server'), connection)
    : recordLegs(kind, name, connection);
  const isDial = isFrame && name === 'communication_request' && legs.inferred?.to === 'peer';
  const label = isFrame
    ? name
    : recordLabel(kind, name, connection, {
        count: columns.get('size', row),
        why: columns.summary(row),
      });
  const alone: SequenceCells = {
    time: timeText(rows, row, mode),
    label,
    phase: isFrame ? phase || (flags & ROW.locked ? 'locked' : '') : 'connect',
    seen: legs.seen,
    inferred: legs.inferred,
    relayNote: isDial ? 'handover, request' : '',
    self: 'page',
    isSeenThere: false,
    isBroken: false,
    delay: '',
    isEncrypted: (flags & ROW.encrypted) !== 0,
    isProblem: (flags & ROW.problem) !== 0 || kind === 'error',
    isLost: kind === 'lost',
    text: columns.summary(row),
    size: isFrame ? count(columns.get('size', row)) : '',
    conn: tables.conns[columns.get('conn', row)] ?? '',
    name: '',
  };
  const cells = isMerged ? withBothSides(alone, columns.otherEnd(row)) : alone;
  const took = cells.delay === '' ? '' : `${cells.delay} on the way`;
  const words = [wayOf(cells, isMerged ? SIDES : WORDS), label, cells.conn, cells.text, took, cells.time];
  return { ...cells, name: words.filter(Boolean).join(', ') };
}

const WORDS: Record<Lane, string> = { page: 'this page', server: 'comm server', peer: 'peer' };
const SIDES: Record<Lane, string> = { page: 'A', server: 'comm server', peer: 'B' };

interface Legs {
  seen: Leg | undefined;
  inferred: Leg | undefined;
}

/** From whom to whom, over both parts of the way. */
function wayOf({ seen, inferred, self }: Legs & { self: Lane }, words: Record<Lane, string>): string {
  if (seen === undefined) return '';
  const from = seen.to === self ? (inferred?.from ?? seen.from) : seen.from;
  const to = seen.to === self ? seen.to : (inferred?.to ?? seen.to);
  return `${words[from]} to ${words[to]}`;
}

const leg = (from: Lane, to: Lane): Leg => ({ from, to });

/** What the relay sends itself ends there; all else goes on to the peer, which only a recording of the peer could show. */
function frameLegs(isOut: boolean, isServers: boolean, connection: ConnectionReport | undefined): Legs {
  const path = connection?.path ?? 'unknown';
  if (path === 'direct' && !isServers)
    return { seen: isOut ? leg('page', 'peer') : leg('peer', 'page'), inferred: undefined };
  const seen = isOut ? leg('page', 'server') : leg('server', 'page');
  if (isServers || path !== 'relay') return { seen, inferred: undefined };
  return { seen, inferred: isOut ? leg('server', 'peer') : leg('peer', 'server') };
}

function recordLegs(kind: (typeof KINDS)[number], name: string, connection: ConnectionReport | undefined): Legs {
  const far: Lane = connection?.path === 'direct' ? 'peer' : 'server';
  switch (kind) {
    case 'open':
      return { seen: leg('page', far), inferred: undefined };
    case 'state':
      return { seen: name === 'open' ? leg(far, 'page') : undefined, inferred: undefined };
    case 'close': {
      const isOurs = connection?.close?.by !== 'remote';
      const isPassedOn = far === 'server' && connection?.path === 'relay' && reachedPeer(connection);
      return {
        seen: isOurs ? leg('page', far) : leg(far, 'page'),
        inferred: isPassedOn ? (isOurs ? leg('server', 'peer') : leg('peer', 'server')) : undefined,
      };
    }
    default:
      return { seen: undefined, inferred: undefined };
  }
}

const reachedPeer = ({ phases }: ConnectionReport): boolean => phases.some(({ phase }) => phase === 'encryption');

function recordLabel(
  kind: (typeof KINDS)[number],
  name: string,
  connection: ConnectionReport | undefined,
  loss: { count: number; why: string },
): string {
  if (kind === 'lost') return lossWords(countLosses([loss]));
  return kind === 'close' && connection?.close ? `close ${connection.close.code}` : name;
}
