import type { ConnectionReport } from '../../../core/report/report.ts';
import { grouped, peerKey, peerTitle, transportKey } from '../../../core/stats/groups.ts';

/** One peer over all page loads and all ways to it; as a scope, its whole story in order. */
export interface PeerRow {
  kind: 'peer';
  key: string;
  conns: string[];
  title: string;
  /** The ways to it, in the order in which they were first taken. */
  detail: string;
}

const WAYS: Record<string, string> = {
  'websocket relay': 'relay',
  'websocket direct': 'direct',
  'websocket unknown': 'WebSocket',
  webrtc: 'data channel',
  bluetooth: 'Bluetooth',
};

export const wayOf = (connection: ConnectionReport): string => WAYS[transportKey(connection)] ?? connection.transport;

/**
 * The peers that the groups of one page load do not tell whole: those met in several loads, or by several ways. `loadOf` numbers the
 * load of a page.
 */
export function peerRows(
  connections: readonly ConnectionReport[],
  loadOf: (page: string) => number | undefined,
): PeerRow[] {
  const peers = grouped(connections, peerKey);
  peers.delete('');
  return [...peers].flatMap(([key, members]): PeerRow[] => {
    const inOrder = members.toSorted((a, b) => a.opened - b.opened);
    const ways = [...new Set(inOrder.map(wayOf))];
    const loads = new Set(inOrder.map(({ page }) => loadOf(page))).size;
    if (ways.length < 2 && loads < 2) return [];
    const detail = [ways.join(' → '), ...(loads > 1 ? [`${loads} loads`] : [])].join(' · ');
    return [
      { kind: 'peer', key: `peer:${key}`, conns: inOrder.map(({ conn }) => conn), title: peerTitle(inOrder), detail },
    ];
  });
}
