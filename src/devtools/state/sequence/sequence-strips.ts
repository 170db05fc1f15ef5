import type { CloseClass, ConnectionReport } from '../../../core/report/report.ts';
import { duration, plural } from '../format.ts';
import { STAGES, type Stage } from './sequence-source.ts';

/** The strip above a phase: its word, how long it took, what it means. */
export interface Strip {
  chip: string;
  phase: string;
  text: string;
}

const CHIPS: Partial<Record<Stage, string>> = { discovery: 'rendezvous' };

const MEANINGS: Record<Exclude<Stage, 'close'>, string> = {
  connect: 'socket to the comm server',
  register: 'this page proves its key to the server and waits there as a spare',
  discovery: 'the relay hands the request to a spare of the peer',
  encryption: 'both sides exchange sealed ephemeral keys',
  identity: 'both sides tell who they are and prove it',
  pairing: 'token, then identities',
  sync: 'objects are compared and fetched, until nothing is missing',
};

const DIRECT: Partial<Record<Stage, string>> = {
  connect: 'socket to the peer',
  discovery: 'the peer accepts the request',
};

const LINKS = { webrtc: 'data channel to the peer', bluetooth: 'Bluetooth link to the peer' };

const CLASSES: Record<CloseClass, string> = {
  done: 'normal',
  refused: 'refused',
  replaced: 'replaced by a newer connection',
  duplicate: 'dropped as a duplicate',
  stopped: 'the route was stopped',
  timeout: 'timed out',
  protocol: 'against the protocol',
  abnormal: 'without a close frame',
  'page-gone': 'its page went away',
};

const BY = { local: 'this page closed', remote: 'the other side closed', unknown: 'closed' };

/** What stands above the first row of a stage; `stage` counts as in sequence-source.ts. */
export function stripOf(stage: number, connection: ConnectionReport | undefined, self = 'this page'): Strip {
  const strip = stripOfThis(stage, connection);
  return { ...strip, text: strip.text.replace('this page', self) };
}

function stripOfThis(stage: number, connection: ConnectionReport | undefined): Strip {
  const name = STAGES[stage - 1] ?? 'connect';
  const chip = CHIPS[name] ?? name;
  if (name === 'close') return { chip, phase: 'connect', text: closeText(connection) };
  const found = connection?.phases.find(({ phase }) => phase === name);
  const meaning = meaningOf(name, connection);
  const took = found && (found.verdict === 'open' ? 'not finished' : duration(found.ms));
  const failed = found?.verdict === 'failed' ? 'failed' : undefined;
  const messages = found && found.messages > 0 ? plural(found.messages, 'message') : undefined;
  return { chip, phase: name, text: [took, failed, messages, meaning].filter(Boolean).join(' · ') };
}

function meaningOf(name: Exclude<Stage, 'close'>, connection: ConnectionReport | undefined): string {
  if (name === 'connect' && connection && connection.transport !== 'websocket') return LINKS[connection.transport];
  return (connection?.path === 'direct' && DIRECT[name]) || MEANINGS[name];
}

function closeText(connection: ConnectionReport | undefined): string {
  const close = connection?.close;
  if (connection === undefined || close === undefined) return '';
  const last = connection.phases.findLast(({ verdict }) => verdict === 'ok' || verdict === 'slow')?.phase;
  const after = last === undefined || last === 'connect' ? '' : ` after ${last === 'discovery' ? 'rendezvous' : last}`;
  const reason = close.reason === '' ? 'no reason given' : `“${close.reason}”`;
  return [`${BY[close.by]}${after}`, String(close.code), reason, CLASSES[close.class]].join(' · ');
}
