import type { RowDetail } from '../../../core/contract/decoder.ts';
import { fullTime, MASK } from '../../state/format.ts';
import { IconButton } from '../controls/IconButton.tsx';

export interface RecordDetailProps {
  detail: Extract<RowDetail, { kind: 'record' }>;
  isHidden: boolean;
  onClose(): void;
}

/** A record that is no frame: its members as they were recorded. Session keys never get here. */
export function RecordDetail({ detail, isHidden, onClose }: RecordDetailProps) {
  const { kind, t } = detail.record;
  const members = Object.entries(detail.record).filter(([name]) => !['kind', 't', 'extra'].includes(name));
  return (
    <>
      <div class="detail-head">
        <b>{kind}</b>
        <span class="second cut grow">{fullTime(t)}</span>
        <IconButton icon="close" title="Close detail (Esc)" onClick={onClose} />
      </div>
      {isHidden && <p class="problem info">Hidden by the filter or the scope.</p>}
      <dl class="facts scroll" tabIndex={0} data-region="detail">
        {members.map(([name, value]) => (
          <Member
            key={name}
            name={name}
            value={kind === 'key' && name === 'key' ? `${MASK} 32 B` : (value as unknown)}
          />
        ))}
      </dl>
    </>
  );
}

function Member({ name, value }: { name: string; value: unknown }) {
  return (
    <>
      <dt>{name}</dt>
      <dd class={typeof value === 'string' ? undefined : 'mono'}>
        {typeof value === 'string' ? value : JSON.stringify(value)}
      </dd>
    </>
  );
}
