import { bytes, plural } from '../../state/format.ts';
import { titleOf } from '../../state/recordings/recording-words.ts';
import { usePanel } from '../PanelContext.tsx';

/** Recordings that could be compared as well, once they are read. */
export function UnreadSessions() {
  const { unread } = usePanel();
  if (unread === undefined) return null;
  const rows = unread.rows.value;
  const progress = unread.progress.value;
  const failed = unread.failed.value;
  if (rows.length === 0 && progress === undefined && failed === 0) return null;
  return (
    <p class="section second" role="status">
      {progress ? (
        <>
          Reading {progress.at} of {progress.of}: {titleOf(progress.row)}.{' '}
          <button type="button" class="link" onClick={() => unread.stop()}>
            Stop reading
          </button>{' '}
          {/* Grows behind the button, which stays under the pointer, and is not read out with every step. */}
          <span aria-hidden="true">
            {bytes(progress.bytes)} of {bytes(progress.row.bytes)}
          </span>
        </>
      ) : (
        <>
          {rows.length > 0 && (
            <>
              {plural(rows.length, 'recording is', 'recordings are')} not read yet,{' '}
              {bytes(rows.reduce((sum, row) => sum + row.bytes, 0))}.{' '}
              <button type="button" class="link" onClick={() => void unread.read()}>
                {rows.length === 1 ? 'Read it' : 'Read them'}
              </button>{' '}
            </>
          )}
          {failed > 0 && `${plural(failed, 'recording')} could not be read.`}
        </>
      )}
    </p>
  );
}
