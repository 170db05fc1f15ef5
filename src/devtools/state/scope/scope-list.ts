import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { ConnectionReport } from '../../../core/report/report.ts';
import { clockSeconds, short } from '../format.ts';
import { loadNumbers } from './loads.ts';
import { outcomeOf, type Outcome } from '../outcome.ts';
import { peerRows, type PeerRow } from './peer-list.ts';

/** One row of the connection list; `key` names it as a scope and in the set of folded groups. */
export type ScopeRow =
  | PeerRow
  | {
      kind: 'load';
      key: string;
      conns: string[];
      title: string;
      detail: string;
      failed: number;
      isOpen: boolean;
      start: number;
      end: number;
    }
  | { kind: 'group'; key: string; conns: string[]; title: string; detail: string; isOpen: boolean }
  | {
      kind: 'conn';
      key: string;
      conns: string[];
      connection: ConnectionReport;
      outcome: Outcome;
      rail: Rail | undefined;
      load: { start: number; end: number };
    };

/** The line that joins a connection with the ones before and after it in its lineage. */
export interface Rail {
  up: boolean;
  down: boolean;
  /** False where the line only passes by. */
  node: boolean;
}

export interface ScopeListOptions {
  folded: ReadonlySet<string>;
  /** End of the recording as it is now. */
  end: number;
}

/**
 * The connection list: peers that no single load tells whole; then page loads, inside groups by remote peer, inside connections in the
 * order in which they began.
 */
export function scopeList(report: TraceReport, { folded, end }: ScopeListOptions): ScopeRow[] {
  const numbers = loadNumbers(report);
  const loads = new Map<number, ConnectionReport[]>();
  for (const number of numbers.values()) if (!loads.has(number)) loads.set(number, []);
  for (const connection of report.connections) loads.get(numbers.get(connection.page) ?? 0)?.push(connection);
  return [
    ...peerRows(report.connections, (page) => numbers.get(page)),
    ...[...loads].flatMap(([number, connections]) => loadRows(number, connections, report, numbers, { folded, end })),
  ];
}

function loadRows(
  number: number,
  connections: ConnectionReport[],
  { pages }: TraceReport,
  numbers: Map<string, number>,
  { folded, end }: ScopeListOptions,
): ScopeRow[] {
  const page = pages.find((each) => numbers.get(each.page) === number);
  const start = page?.t ?? Math.min(end, ...connections.map(({ opened }) => opened));
  const next = pages.find((each) => (numbers.get(each.page) ?? 0) > number);
  const last = Math.max(start + 1, next?.t ?? end);
  const key = `load:${number}`;
  const isOpen = !folded.has(key);
  const row: ScopeRow = {
    kind: 'load',
    key,
    conns: connections.map(({ conn }) => conn),
    title: `Load ${number}`,
    detail: [clockSeconds(start), host(page?.url)].filter(Boolean).join(' · '),
    failed: connections.filter((connection) => outcomeOf(connection).standing === 'failed').length,
    isOpen,
    start,
    end: last,
  };
  return isOpen ? [row, ...groupRows(key, connections, folded, { start, end: last })] : [row];
}

function groupRows(
  loadKey: string,
  connections: ConnectionReport[],
  folded: ReadonlySet<string>,
  load: { start: number; end: number },
): ScopeRow[] {
  const groups = new Map<string, { title: string; detail: string; connections: ConnectionReport[] }>();
  const groupOf = new Map<string, string>();
  for (const connection of connections) {
    const parent = connection.lineage?.find(({ kind }) => kind === 'redial-of' || kind === 'duplicate-of')?.conn;
    const own = groupName(connection);
    const id = own.isPeer ? own.title : (parent !== undefined && groupOf.get(parent)) || own.title;
    groupOf.set(connection.conn, id);
    const group = groups.get(id) ?? { ...own, connections: [] };
    group.connections.push(connection);
    groups.set(id, group);
  }
  return [...groups].sort(peersFirst).flatMap(([id, group]): ScopeRow[] => {
    const key = `${loadKey}/${id}`;
    const isOpen = !folded.has(key);
    const conns = group.connections.map(({ conn }) => conn);
    const row: ScopeRow = { kind: 'group', key, conns, title: group.title, detail: group.detail, isOpen };
    const rail = rails(group.connections);
    const rows = group.connections.map((connection, index): ScopeRow => ({
      kind: 'conn',
      key: `conn:${connection.conn}`,
      conns: [connection.conn],
      connection,
      outcome: outcomeOf(connection),
      rail: rail[index],
      load,
    }));
    return isOpen ? [row, ...rows] : [row];
  });
}

type Group = [string, { title: string; connections: ConnectionReport[] }];

/** Peers before servers; within, as they appeared. */
const peersFirst = ([, a]: Group, [, b]: Group): number =>
  Number(a.title.startsWith('comm server')) - Number(b.title.startsWith('comm server'));

function groupName({ remote, role, url, transport }: ConnectionReport): {
  title: string;
  detail: string;
  isPeer: boolean;
} {
  if (remote) {
    const instance = remote.instance === undefined ? '' : `instance ${short(remote.instance)}`;
    const title = remote.email ?? `peer ${short(remote.person ?? remote.publicKey ?? '?')}`;
    return { title, detail: instance, isPeer: true };
  }
  // Over GATT nobody proves who he is: a device is called what it calls itself.
  if (transport === 'bluetooth')
    return { title: url.replace(/^bluetooth:/, 'device '), detail: 'Bluetooth', isPeer: true };
  if (role === 'spare' || role === 'listener') return { title: `comm server ${host(url)}`, detail: '', isPeer: false };
  return { title: 'never got past the first frame', detail: host(url), isPeer: false };
}

const JOINING = new Set(['redial-of', 'duplicate-of', 'replaces']);

/** The rail beside the connections of a group: from each connection up to the one that it follows. */
function rails(siblings: readonly ConnectionReport[]): (Rail | undefined)[] {
  const out: (Rail | undefined)[] = siblings.map(() => undefined);
  const place = (index: number, change: Partial<Rail>): void => {
    out[index] = { ...(out[index] ?? { up: false, down: false, node: false }), ...change };
  };
  for (const [child, { lineage }] of siblings.entries()) {
    const before = lineage?.find(({ kind }) => JOINING.has(kind))?.conn;
    const parent = siblings.findIndex(({ conn }) => conn === before);
    if (parent < 0 || parent >= child) continue;
    place(parent, { down: true, node: true });
    for (let between = parent + 1; between < child; between += 1) place(between, { up: true, down: true });
    place(child, { up: true, node: true });
  }
  return out;
}

const LINEAGE: Record<NonNullable<ConnectionReport['lineage']>[number]['kind'], string> = {
  'redial-of': 'redial of',
  'duplicate-of': 'duplicate of',
  'replaced-by': 'replaced by',
  replaces: 'replaces',
  refills: 'refills the pool after',
};

export function lineageWords({ lineage, purpose, role }: ConnectionReport): string {
  if (lineage?.length) return lineage.map(({ kind, conn }) => `${LINEAGE[kind]} ${conn}`).join(', ');
  if (role === 'listener') return 'dialled by the peer';
  return purpose === 'pairing' ? 'pairing' : '–';
}

function host(url: string | undefined): string {
  try {
    return url === undefined ? '' : new URL(url).host;
  } catch {
    return url ?? '';
  }
}
