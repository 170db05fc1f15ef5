import type { Lane, Leg, SequenceCells } from '../../state/sequence/sequence-cells.ts';
import { Icon } from '../controls/Icon.tsx';

export interface SequenceRowProps {
  place: { role: 'row'; id: string; 'aria-rowindex': number };
  cells: SequenceCells;
  /** Several connections are in the diagram. */
  hasMany: boolean;
  isSelected: boolean;
  isActive: boolean;
  onSelect(): void;
}

/** An arrow between lanes, or a mark on the lane of this page. */
export function SequenceRow({ place, cells, hasMany, isSelected, isActive, onSelect }: SequenceRowProps) {
  const { seen, inferred, relayNote, label, phase, isLost, isProblem, isEncrypted, isSeenThere, isBroken } = cells;
  const words = (
    <span class={isProblem ? 'inline error' : 'inline'}>
      {isEncrypted && <Icon name="locked" small label="encrypted" />}
      {isProblem && <Icon name="triangle" small label="problem" />}
      <span class="cut">{label}</span>
    </span>
  );
  return (
    <div
      {...place}
      class={`row${isLost ? ' lost' : ''}${isActive ? ' active-row' : ''}`}
      aria-selected={isSelected}
      aria-label={cells.name}
      onClick={onSelect}
    >
      <span role="gridcell" class="second">
        {cells.time}
      </span>
      <span role="gridcell" class="arrows" data-phase={phase}>
        {seen ? (
          <Arrow leg={seen}>{words}</Arrow>
        ) : (
          <span class="on-page" data-lane={cells.self} style={{ left: at(cells.self) }}>
            {words} <span class="told">{cells.text}</span>
          </span>
        )}
        {inferred && <Arrow leg={inferred} isDashed={!isSeenThere} isBroken={isBroken} note={relayNote} />}
      </span>
      <span role="gridcell" class="side second" title={cells.text}>
        {hasMany && <span class="third">{cells.conn}</span>}
        <span class="cut grow">{cells.text}</span>
        {cells.delay !== '' && (
          <span class="delay" title="On the way, by the clock of A">
            {cells.delay}
          </span>
        )}
        <span class="right">{cells.size}</span>
      </span>
    </div>
  );
}

const ORDER: readonly Lane[] = ['page', 'server', 'peer'];
const at = (lane: Lane): string => `var(--at-${lane})`;

interface ArrowProps {
  leg: Leg;
  isDashed?: boolean;
  isBroken?: boolean;
  note?: string;
  children?: preact.ComponentChildren;
}

function Arrow({ leg: { from, to }, isDashed, isBroken, note, children }: ArrowProps) {
  const isToRight = ORDER.indexOf(to) > ORDER.indexOf(from);
  const [left, right] = isToRight ? [at(from), at(to)] : [at(to), at(from)];
  return (
    <span
      class={`arrow ${isToRight ? 'to-right' : 'to-left'}${isDashed ? ' dashed' : ''}${isBroken ? ' broken' : ''}`}
      style={{ left, width: `calc(${right} - ${left})` }}
    >
      {children && <span class="arrow-label">{children}</span>}
      {note && <span class="relay-note">{note}</span>}
    </span>
  );
}
