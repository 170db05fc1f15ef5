import type { Payload } from '../connection/plugin.ts';
import type { ConnectionTap } from '../connection/tap.ts';
import { toBase64, toHex, utf8 } from '../crypto/bytes.ts';
import type { LoggedFrame } from './logged-frame.ts';
import { nameFrames, type FrameName } from './name-frames.ts';
import { now } from './now.ts';
import type { Truth, TruthConnection, TruthEntry, TruthFrame, TruthPayload } from './truth.ts';

type LoggedEntry = LoggedFrame | Exclude<TruthEntry, TruthFrame>;

export interface TruthLog {
  tap(url: string): ConnectionTap;
  truth(): Truth;
}

export function truthLog(peer: string): TruthLog {
  const connections: { url: string; entries: LoggedEntry[] }[] = [];
  return {
    tap(url) {
      const entries: LoggedEntry[] = [];
      connections.push({ url, entries });
      return connectionLog(entries);
    },
    truth: () => ({
      peer,
      connections: connections.map(({ url, entries }, index) => ({
        conn: `ws${index + 1}`,
        url,
        entries: finish(entries),
      })),
    }),
  };
}

function connectionLog(entries: LoggedEntry[]): ConnectionTap {
  let seq = 0;
  let last: LoggedFrame | undefined;
  let next: Pick<LoggedFrame, 'plain' | 'message'> = {};
  return {
    opened: () => void entries.push({ kind: 'open', t: now() }),
    frame(dir, wire) {
      last = { kind: 'frame', t: now(), seq: seq++, dir, wire, ...(dir === 'out' ? next : {}) };
      if (dir === 'out') next = {};
      entries.push(last);
    },
    plain(dir, counter, payload) {
      if (dir === 'out') next.plain = { counter, payload };
      else if (last) last.plain = { counter, payload };
    },
    message(dir, payload) {
      if (dir === 'out') next.message = payload;
      else if (last) last.message = payload;
    },
    keys(key, sendCounter, receiveCounter) {
      entries.push({ kind: 'keys', t: now(), key: toHex(key), sendCounter, receiveCounter, step: 2 });
    },
    chain: () => undefined,
    call: (method, code, reason) => void entries.push({ kind: 'call', t: now(), method, code, reason }),
    closed: (code, reason, clean) => void entries.push({ kind: 'close', t: now(), code, reason, clean }),
  };
}

function finish(entries: readonly LoggedEntry[]): TruthConnection['entries'] {
  const frames = entries.filter((entry) => entry.kind === 'frame');
  const names = nameFrames(frames);
  return entries.map((entry) => (entry.kind === 'frame' ? finishFrame(entry, names[entry.seq]!) : entry));
}

function finishFrame({ t, seq, dir, wire, plain, message }: LoggedFrame, found: FrameName): TruthFrame {
  const encrypted = found.layers.includes('encryption');
  const whole = message ?? (encrypted ? undefined : wire);
  return {
    kind: 'frame',
    seq,
    t,
    dir,
    size: typeof wire === 'string' ? utf8(wire).length : wire.length,
    wire: truthPayload(wire),
    ...found,
    ...(plain && { counter: plain.counter, plain: truthPayload(plain.payload) }),
    ...(whole !== undefined && { message: truthPayload(whole) }),
  };
}

function truthPayload(payload: Payload): TruthPayload {
  return typeof payload === 'string' ? { type: 'text', text: payload } : { type: 'binary', base64: toBase64(payload) };
}
