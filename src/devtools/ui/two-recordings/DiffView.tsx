import { useEffect, useRef, useState } from 'preact/hooks';
import type { DiffReport } from '../../../core/diff/diff-report.ts';
import { diffItems, type DiffItem } from '../../state/two-recordings/diff-items.ts';
import { count, plural } from '../../state/format.ts';
import { DiffDetail } from './DiffDetail.tsx';
import { SEVERITY_ICONS } from '../findings/FindingDetail.tsx';
import { Icon } from '../controls/Icon.tsx';
import { listboxKey } from '../controls/listbox-key.ts';
import { SplitPanes } from '../controls/SplitPanes.tsx';

/** Where two sessions part: connections and findings in a list, and what differs of the chosen one. */
export function DiffView({ report }: { report: DiffReport }) {
  const list = useRef<HTMLDivElement>(null);
  const [key, setKey] = useState<string>();
  const items = diffItems(report);
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === key),
  );
  const chosen = items[at];
  const different = items.filter(({ differs }) => differs).length;

  useEffect(() => list.current?.focus(), [report]);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [key]);

  const options = (
    <div class="diff-list scroll">
      <p class="pair-part" role="status">
        <b>
          {report.same
            ? 'Nothing that matters differs.'
            : `They differ in ${count(different)} of ${plural(items.length, 'point')}.`}
        </b>
      </p>
      <div
        ref={list}
        role="listbox"
        aria-label="Connections and findings of both"
        tabIndex={0}
        aria-activedescendant={`diff-${at}`}
        onKeyDown={(event) => listboxKey(event, { at, length: items.length }, (index) => setKey(items[index]?.key))}
      >
        {items.map((item, index) => (
          <div
            key={item.key}
            id={`diff-${index}`}
            class="row"
            role="option"
            aria-selected={index === at}
            onClick={() => setKey(item.key)}
          >
            <span class={item.differs ? 'error' : 'third'}>
              <Icon name={iconOf(item)} label={item.differs ? 'differs' : 'alike'} />
            </span>
            <span class="cut">{titleOf(item)}</span>
            <span class="second cut">{wordsOf(item)}</span>
          </div>
        ))}
      </div>
    </div>
  );
  return <SplitPanes class="diff-split" first={options} second={chosen && <DiffDetail item={chosen} />} />;
}

const iconOf = (item: DiffItem) =>
  item.kind === 'finding' ? SEVERITY_ICONS[item.finding.severity] : item.differs ? 'cross' : 'check';

function titleOf(item: DiffItem): string {
  switch (item.kind) {
    case 'connection':
      return item.diff.a === item.diff.b ? item.diff.a : `${item.diff.a} = ${item.diff.b}`;
    case 'lone':
      return `${item.conn.conn}, only in ${item.side.toUpperCase()}`;
    case 'finding':
      return `${item.finding.code}, only in ${item.side.toUpperCase()}`;
  }
}

function wordsOf(item: DiffItem): string {
  switch (item.kind) {
    case 'connection': {
      const { role, path, purpose, differs, parting, messages } = item.diff;
      const what = [role, path, purpose].join(' · ');
      if (!differs) return `${what}, alike: ${plural(messages.common, 'message')} in common`;
      return parting?.after ? `${what}, parts after ${parting.after.name}` : `${what}, differs`;
    }
    case 'lone':
      return `${[item.conn.role, item.conn.path, item.conn.purpose].join(' · ')}, ${plural(item.conn.messages, 'message')}`;
    case 'finding':
      return item.finding.title;
  }
}
