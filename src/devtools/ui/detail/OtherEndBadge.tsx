import { duration } from '../../state/format.ts';
import { FATE_NOTES } from '../../state/sequence/sequence-sides.ts';
import { usePanel } from '../PanelContext.tsx';

/** Of a merged recording: the same frame at the other end, as a link, or why there is none. */
export function OtherEndBadge({ row }: { row: number }) {
  const { session, show } = usePanel();
  const { columns } = session.rows.value;
  const end = columns.otherEnd(row);
  if (end === undefined) return null;
  const { mate, delayMs, fate } = end;
  const took = delayMs === undefined ? '' : `, ${duration(delayMs)}`;
  return (
    <>
      {mate !== undefined && (
        <button type="button" class="link" title="The same message at the other end" onClick={() => show(mate)}>
          ⇄ #{columns.get('no', mate)} {columns.tables.conns[columns.get('conn', mate)]}
          {took}
        </button>
      )}
      {fate !== undefined && <span class="badge warning">{FATE_NOTES[fate]}</span>}
    </>
  );
}
