import type { ConnectionReport } from '../report/report.ts';
import { totalOf } from './figures.ts';
import type { Member, Selected } from './selected.ts';
import type { GroupFigures, Health } from './stats-view.ts';
import { figuresOf, latenciesOf } from './trip-figures.ts';

/** Fewer connections are too few to judge. */
const LEAST = 5;
const GOOD = 0.05;
const FAIR = 0.2;

const TRANSPORTS = [
  ['websocket relay', 'WebSocket · comm server'],
  ['websocket direct', 'WebSocket · direct'],
  ['websocket unknown', 'WebSocket · to an unknown end'],
  ['webrtc', 'WebRTC data channel'],
  ['bluetooth', 'Web Bluetooth'],
] as const;

export const transportKey = ({ transport, path }: ConnectionReport): string =>
  transport === 'websocket' ? `websocket ${path}` : transport;

export const transportTitle = (key: string): string => TRANSPORTS.find(([each]) => each === key)?.[1] ?? key;

/** A row for every transport, also for those that were not used; unknown ends only where there are some. */
export function transportFigures(selected: Selected): GroupFigures[] {
  const groups = grouped(selected.members, ({ report }) => transportKey(report));
  return TRANSPORTS.filter(([key]) => key !== 'websocket unknown' || groups.has(key)).map(([key, title]) =>
    groupFigures(key, title, groups.get(key) ?? [], selected),
  );
}

/** A row for every peer that said who it is, or whose key is known. */
export function peerFigures(selected: Selected): GroupFigures[] {
  const groups = grouped(selected.members, ({ report }) => peerKey(report));
  groups.delete('');
  return [...groups]
    .map(([key, members]) => groupFigures(key, peerTitle(members.map(({ report }) => report)), members, selected))
    .toSorted((a, b) => b.messages - a.messages);
}

export const peerKey = ({ remote }: ConnectionReport): string => remote?.person ?? remote?.publicKey ?? '';

/** Of the connections of one peer: its address where it told one, else its key. */
export function peerTitle(connections: readonly ConnectionReport[]): string {
  const email = connections.find(({ remote }) => remote?.email)?.remote?.email;
  const key = connections[0] ? peerKey(connections[0]) : '';
  return email ?? `peer ${key.slice(0, 8)}…${key.slice(-4)}`;
}

export function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const known = groups.get(keyOf(item));
    if (known) known.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export function groupFigures(key: string, title: string, members: Member[], selected: Selected): GroupFigures {
  const failed = members.filter(({ failedAt }) => failedAt !== undefined).length;
  return {
    key,
    title,
    connections: members.length,
    failed,
    messages: totalOf(members, selected, 'messagesIn') + totalOf(members, selected, 'messagesOut'),
    bytesIn: totalOf(members, selected, 'bytesIn'),
    bytesOut: totalOf(members, selected, 'bytesOut'),
    trips: figuresOf(latenciesOf(members, 'out', selected)),
    health: healthOf(members.length, failed),
    conns: members.map(({ report }) => report.conn),
  };
}

export function healthOf(connections: number, failed: number): Health {
  if (connections === 0) return 'none';
  if (connections < LEAST) return 'too-few';
  const share = failed / connections;
  return share <= GOOD ? 'good' : share <= FAIR ? 'fair' : 'poor';
}
