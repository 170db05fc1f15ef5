import type { GroupFigures } from '../../../core/stats/stats-view.ts';
import { bytes, count } from '../../state/format.ts';
import { healthWords, tripWords } from '../../state/stats/stats-words.ts';
import { Icon } from '../controls/Icon.tsx';

const COLUMNS = ['Conn', 'Failed', 'Msg', 'Sent', 'Received', 'RTT p50', 'p95'];

/** Figures and health of each transport, or of each peer. */
export function GroupTable({ title, groups }: { title: string; groups: GroupFigures[] }) {
  return (
    <div role="table" aria-label={`Figures for each ${title.toLowerCase()}`} class="groups">
      <div class="row head" role="row">
        <span role="columnheader">{title}</span>
        {COLUMNS.map((name, at) => (
          <span key={name} role="columnheader" class={`right${at >= 3 && at <= 4 ? ' wide' : ''}`}>
            {name}
          </span>
        ))}
        <span role="columnheader">Health</span>
      </div>
      {groups.map((group) => (
        <GroupLine key={group.key} group={group} />
      ))}
    </div>
  );
}

function GroupLine({ group }: { group: GroupFigures }) {
  const { title, connections, failed, messages, bytesIn, bytesOut, trips, health } = group;
  const { text, tone, icon } = healthWords(health, failed, connections);
  const { p50, p95 } = tripWords(trips);
  if (connections === 0) {
    return (
      <div class="row third" role="row">
        <span role="cell">{title}</span>
        <span role="cell" class="right">
          none
        </span>
      </div>
    );
  }
  return (
    <div class="row" role="row">
      <span role="cell" title={title}>
        {title}
      </span>
      <span role="cell" class="right">
        {count(connections)}
      </span>
      <span role="cell" class={`right ${failed > 0 ? 'error' : ''}`}>
        {count(failed)}
      </span>
      <span role="cell" class="right">
        {count(messages)}
      </span>
      <span role="cell" class="right wide">
        {bytes(bytesOut)}
      </span>
      <span role="cell" class="right wide">
        {bytes(bytesIn)}
      </span>
      <span role="cell" class="right">
        {p50}
      </span>
      <span role="cell" class="right">
        {p95}
      </span>
      <span role="cell" class={`inline ${tone}`}>
        {icon && <Icon name={icon} small />}
        {text}
      </span>
    </div>
  );
}
