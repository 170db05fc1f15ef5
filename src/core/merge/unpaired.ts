import { isBetweenPeers } from './frame-table.ts';
import type { UnpairedConn } from './merge-report.ts';
import { sideName, type SideName } from './side-name.ts';
import type { Side, SideConn } from './survey-side.ts';

/** The connections of a side whose other end is not in the other recording, and why that may be. */
export function unpairedConns(side: Side, letter: SideName, paired: ReadonlySet<number>): UnpairedConn[] {
  return side.conns.flatMap((conn, at) =>
    paired.has(at)
      ? []
      : [{ side: letter, conn: sideName(letter, conn.conn), frames: conn.rows.length, because: reason(side, conn) }],
  );
}

function reason({ frames }: Side, { rows }: SideConn): string {
  if (rows.length === 0) return 'it carried no message';
  if (!rows.some((row) => isBetweenPeers(frames, row))) return 'it spoke with the comm server only';
  return 'the other recording has none of its frames';
}
