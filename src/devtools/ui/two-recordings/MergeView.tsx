import type { MergeReport } from '../../../core/merge/merge-report.ts';
import { bytes, clock, count, plural } from '../../state/format.ts';
import { loneGroups, mergeFacts, type LoneGroup } from '../../state/two-recordings/merge-words.ts';
import { usePanel } from '../PanelContext.tsx';

/** How two recordings fit together, to be looked at before they become one. */
export function MergeView({ report }: { report: MergeReport }) {
  const { two } = usePanel();
  const { connections, unpaired, lost, lone, altered } = report;
  return (
    <div class="merge scroll" tabIndex={0} role="region" aria-label="How the two fit together">
      <div class="pair-part">
        <dl class="pair-facts">
          {mergeFacts(report).map(([term, text]) => (
            <div key={term}>
              <dt class="second">{term}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
        <div class="actions">
          <button type="button" class="button primary" onClick={two.accept}>
            Merge into a recording
          </button>
          <button type="button" class="button" onClick={two.leave}>
            Cancel
          </button>
          <span class="second">Both stay as they are. The result holds what both hold.</span>
        </div>
      </div>
      <div class="pair-part">
        <h3>Connections</h3>
        <ul>
          {connections.map(({ a, b, matched, lost: gone, altered: changed, lone: single }) => (
            <li key={a}>
              <b>
                {a} = {b}
              </b>{' '}
              {plural(matched, 'frame')} paired{gone > 0 && <span class="error">, {count(gone)} lost</span>}
              {changed > 0 && <span class="error">, {count(changed)} altered</span>}
              {single > 0 && `, ${count(single)} on one side only`}
            </li>
          ))}
          {unpaired.map(({ conn, frames, because }) => (
            <li key={conn} class="second">
              {conn} alone, {plural(frames, 'frame')}: {because}
            </li>
          ))}
        </ul>
      </div>
      <Lone title="Lost" groups={loneGroups(lost)} />
      {altered.length > 0 && (
        <div class="pair-part">
          <h3>Altered on the way</h3>
          <ul>
            {altered.slice(0, LISTED).map(({ conn, seq, name, size, received }) => (
              <li key={`${conn} ${seq}`}>
                {conn} #{seq} {name} ({bytes(size)}) → {received.conn} #{received.seq}: it arrived with other bytes
              </li>
            ))}
          </ul>
        </div>
      )}
      <Lone title="On one side only" groups={loneGroups(lone)} />
    </div>
  );
}

/** Frames that are listed before the merge: the merged recording shows them all. */
const LISTED = 20;

function Lone({ title, groups }: { title: string; groups: readonly LoneGroup[] }) {
  if (groups.length === 0) return null;
  return (
    <div class="pair-part">
      <h3>{title}</h3>
      {groups.map(({ way, because, frames }) => (
        <div key={`${way} ${because}`}>
          <p>
            <b>{way}</b> <span class="second">{because}</span>
          </p>
          <ul>
            {frames.slice(0, LISTED).map(({ conn, seq, name, size, t }) => (
              <li key={`${conn} ${seq}`}>
                #{seq} {name}{' '}
                <span class="third">
                  {bytes(size)}, {clock(t)}
                </span>
              </li>
            ))}
            {frames.length > LISTED && <li class="second">and {count(frames.length - LISTED)} more</li>}
          </ul>
        </div>
      ))}
    </div>
  );
}
