import type { RowDetail } from '../../../core/contract/decoder.ts';
import { bytes } from '../../state/format.ts';
import { Icon } from '../controls/Icon.tsx';
import { OtherEndBadge } from './OtherEndBadge.tsx';

/** What is to be known of a message before its content. */
export function FrameBadges({ detail }: { detail: Extract<RowDetail, { kind: 'frame' }> }) {
  const { dissection, truncated, size, wire } = detail;
  const { layers, name, problem, pieces } = dissection;
  const isEncrypted = layers.includes('encryption');
  const isLocked = name === 'encrypted';
  return (
    <>
      {isEncrypted && !isLocked && (
        <span class="badge good">
          <Icon name="unlocked" small />
          decrypted
        </span>
      )}
      {isLocked && (
        <span class="badge warning">
          <Icon name="locked" small />
          {problem ? 'damaged' : 'no key'}
        </span>
      )}
      {truncated && (
        <span class="badge warning">
          cut, {bytes(wire?.length ?? 0)} of {bytes(size)}
        </span>
      )}
      {pieces && pieces.length > 0 && <span class="badge third">{pieces.length} pieces</span>}
      <OtherEndBadge row={detail.row} />
    </>
  );
}
