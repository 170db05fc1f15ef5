import type { WaitRemark } from '../../../core/report/wait-remark.ts';
import { duration } from '../../state/format.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';

/** Says where the time of an invite went, and what began the wait. */
export function WaitNote({ remark: { share, waits, longestMs, after, finding } }: { remark: WaitRemark }) {
  const { scope, go } = usePanel();
  const toConn = (conn: string): void => {
    scope.key.value = `conn:${conn}`;
  };
  const most = `${Math.round(share * 100)} % of the time is ${waits === 1 ? 'one wait' : `${waits} waits`}`;
  return (
    <p class="note-line">
      <span class="accent">
        <Icon name="info" label="info" />
      </span>
      <span>
        {most}, {waits === 1 ? '' : 'the longest '}
        {duration(longestMs)}
        {after && (
          <>
            {' after '}
            <button type="button" class="link" onClick={() => toConn(after)}>
              {after}
            </button>
            {' ended'}
          </>
        )}
        {finding ? `: ${finding.title}. ` : '. '}
        ONE.models dials again after 5 to 10 s, or waits to be dialled.{' '}
        {after && finding && (
          <button
            type="button"
            class="link"
            onClick={() => {
              toConn(after);
              go('findings');
            }}
          >
            {finding.code}
          </button>
        )}
      </span>
    </p>
  );
}
