import { isIn, type HexByte, type Ranges } from '../../state/detail/hex-lines.ts';

export interface HexLineProps {
  offset: number;
  bytes: HexByte[];
  marked: readonly [number, number] | undefined;
  dimmed: Ranges;
}

export function HexLine({ offset, bytes, marked, dimmed }: HexLineProps) {
  const classOf = ({ index }: HexByte): string => {
    if (marked && index >= marked[0] && index < marked[1]) return ' marked';
    return isIn(dimmed, index) ? ' dim' : '';
  };
  return (
    <div class="hex-line">
      <span class="offset">{offset.toString(16).padStart(4, '0')}</span>
      {bytes.map((byte) => (
        <span key={byte.index} class={`byte${classOf(byte)}`} data-byte={byte.index}>
          {byte.hex}
        </span>
      ))}
      {bytes.length < 16 && <span style={{ width: `${(16 - bytes.length) * 2.5 + (bytes.length < 9 ? 0.6 : 0)}ch` }} />}
      <span class="chars">
        {bytes.map((byte) => (
          <span key={byte.index} class={classOf(byte).trim() || undefined} data-byte={byte.index}>
            {byte.char}
          </span>
        ))}
      </span>
    </div>
  );
}
