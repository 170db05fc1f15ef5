import { json } from '../json.ts';
import { defineProperty, hasOwn, later, monotonic } from '../natives.ts';
import { isHidden } from '../realm/hidden.ts';
import { uncurry } from '../../core/trace/captured.ts';
import type { Realm } from './transport.ts';
import { peerOf, type Channel, type Peer } from './webrtc-peer.ts';
import { reader, textOr } from './webrtc-read.ts';

const INTERVAL_MS = 5000;
/** Late enough for a channel of somebody else's to have shown itself; short-lived channels shall have their path, too. */
const SOON_MS = 50;

const bufferedAmount = reader('RTCDataChannel', 'bufferedAmount');
const Weak = WeakRef;
const ObjectPrototype = Object.prototype;
const deref = uncurry(WeakRef.prototype.deref as (this: WeakRef<object>) => object | undefined);
const { then } = Promise.prototype as {
  then: (this: object, done: (value: object) => void, failed: () => void) => void;
};
const whenDone = uncurry(then);

type Entry = Record<string, unknown>;
interface Natives {
  reportPrototype: object;
  getStats: (peer: object) => object;
  forEach: (report: object, each: (entry: object) => void) => void;
}

function natives(): Natives {
  const stats = RTCPeerConnection.prototype as unknown as { getStats: (this: object) => object };
  const report = RTCStatsReport.prototype as unknown as {
    forEach: (this: object, each: (entry: object) => void) => void;
  };
  return { getStats: uncurry(stats.getStats), forEach: uncurry(report.forEach), reportPrototype: report };
}

/**
 * Asks a peer connection for its figures when a channel opens and, as long as one that is ONE's is open, every few seconds. Only types of
 * candidates are kept: addresses are private. The object is held weakly, so that the page can drop it.
 */
export function createSampler(realm: Realm): (object: RTCPeerConnection) => void {
  const { getStats, forEach, reportPrototype } = natives();

  function sample(object: object, peer: Peer): void {
    // The engine asks the report for a `then`, as it does of everything that a promise is resolved with: a page may have put one there.
    if (hasOwn(ObjectPrototype, 'then') || hasOwn(reportPrototype, 'then')) return;
    const answer = getStats(object);
    // A promise asks its constructor how to go on: without this it would be the page's.
    defineProperty(answer, 'constructor', { __proto__: null, value: undefined } as PropertyDescriptor);
    whenDone(
      answer,
      (report) => {
        try {
          write(report, peer);
        } catch (error) {
          realm.failed(error);
        }
      },
      () => undefined,
    );
  }

  function write(report: object, peer: Peer): void {
    const found = selectedPair(report, forEach);
    if (found === undefined) return;
    const t = monotonic();
    for (let at = 0; at < peer.channels.length; at += 1) {
      const channel = peer.channels[at] as Channel;
      tell(
        channel,
        'candidate-pair',
        found.path,
        (path) => ['state', `{"state":"candidate-pair","detail":${json(path)}}`],
        t,
      );
      tell(channel, 'rtc-stats', found.values, (values) => ['sample', `{"what":"rtc-stats","values":${values}}`], t);
      const waiting = json({ bufferedAmount: bufferedAmount(channel.object) as number });
      tell(channel, 'buffered', waiting, (values) => ['sample', `{"what":"buffered","values":${values}}`], t);
    }
  }

  function tell(
    { connection, last }: Channel,
    what: keyof Channel['last'],
    value: string,
    record: (value: string) => ['state' | 'sample', string],
    t: number,
  ): void {
    if (last[what] === value) return;
    last[what] = value;
    const made = record(value);
    connection.record(made[0], made[1], t);
  }

  function wait(weak: WeakRef<object>, ms: number, isFirst: boolean): void {
    later(() => {
      const object = deref(weak);
      const peer = object && peerOf(object);
      if (object === undefined || peer === undefined) return;
      if (isWanted(peer, isFirst) && realm.outbox.isOn && !isHidden()) sample(object, peer);
      if (isFirst) return;
      if (peer.channels.length > 0) wait(weak, INTERVAL_MS, false);
      else peer.isSampled = false;
    }, ms);
  }

  return (object) => {
    const peer = peerOf(object);
    if (peer === undefined) return;
    const weak = new Weak(object);
    wait(weak, SOON_MS, true);
    if (peer.isSampled) return;
    peer.isSampled = true;
    wait(weak, INTERVAL_MS, false);
  };
}

/** Before its first frame nobody knows what a channel carries. */
function isWanted({ channels }: Peer, isFirst: boolean): boolean {
  for (let at = 0; at < channels.length; at += 1) {
    const connection = channels[at]?.connection;
    if (connection?.isOne === true || (isFirst && connection?.isCounted === false)) return true;
  }
  return false;
}

/** The pair of candidates in use: by its transport, or (Firefox) by its own word. */
function selectedPair(report: object, forEach: Natives['forEach']): { path: string; values: string } | undefined {
  const entries = { __proto__: null } as unknown as Record<string, Entry>;
  let selected = '';
  let second = '';
  forEach(report, (entry) => {
    const id = textOr(own(entry, 'id'));
    const type = own(entry, 'type');
    entries[id] = entry as Entry;
    if (type === 'transport') selected = textOr(own(entry, 'selectedCandidatePairId')) || selected;
    if (type !== 'candidate-pair') return;
    if (own(entry, 'selected') === true) second = id;
    if (second === '' && own(entry, 'nominated') === true && own(entry, 'state') === 'succeeded') second = id;
  });
  const pair = entries[selected] ?? entries[second];
  if (pair === undefined) return undefined;
  const candidate = (side: string): Entry | undefined => entries[textOr(own(pair, `${side}CandidateId`))];
  const local = candidate('local');
  const remote = candidate('remote');
  const type = (side: Entry | undefined): string => textOr(own(side, 'candidateType')) || 'unknown';
  const over = textOr(own(local, 'relayProtocol')) || textOr(own(local, 'protocol'));
  const figure = (key: string): number | undefined => {
    const value = own(pair, key);
    return typeof value === 'number' ? value : undefined;
  };
  return {
    path: `${type(local)} to ${type(remote)}${over === '' ? '' : ` over ${over}`}`,
    values: json({
      currentRoundTripTime: figure('currentRoundTripTime'),
      availableOutgoingBitrate: figure('availableOutgoingBitrate'),
      bytesSent: figure('bytesSent'),
      bytesReceived: figure('bytesReceived'),
      local: type(local),
      remote: type(remote),
    }),
  };
}

/** Never an inherited member: the page may have put a getter on Object.prototype. */
const own = (entry: object | undefined, key: string): unknown =>
  entry !== undefined && hasOwn(entry, key) ? (entry as Entry)[key] : undefined;
