import { lossWords } from '../../../core/report/loss-words.ts';
import { countLosses } from '../../../core/trace/loss-count.ts';
import type { GridColumn } from '../../state/rows/grid-columns.ts';
import { duration } from '../../state/format.ts';
import type { FrameCells, RecordCells } from '../../state/rows/message-cells.ts';
import { rowLabel } from '../../state/rows/message-cells.ts';
import { Icon } from '../controls/Icon.tsx';
import type { IconName } from '../controls/icons.ts';

interface Place {
  id: string;
  /** Absolute, from 1; the head row is 1. */
  index: number;
  isSelected: boolean;
  isActive: boolean;
}

const rowClass = (name: string, { isActive }: Place): string => `row ${name}${isActive ? ' active-row' : ''}`;

export function FrameRow({
  cells,
  columns,
  place,
}: {
  cells: FrameCells;
  columns: readonly GridColumn[];
  place: Place;
}) {
  return (
    <div
      class={rowClass(cells.rtt?.kind === 'none' ? 'unanswered' : '', place)}
      role="row"
      id={place.id}
      aria-rowindex={place.index}
      aria-selected={place.isSelected}
      aria-label={rowLabel(cells)}
    >
      {columns.map((column) => (
        <Cell key={column.id} id={column.id} cells={cells} />
      ))}
    </div>
  );
}

function Cell({ id, cells }: { id: GridColumn['id']; cells: FrameCells }) {
  switch (id) {
    case 'no':
      return (
        <span role="gridcell" class="right third">
          {cells.no}
        </span>
      );
    case 'time':
      return (
        <span role="gridcell" class="second">
          {cells.time}
        </span>
      );
    case 'delta':
      return (
        <span role="gridcell" class="right third">
          {cells.delta}
        </span>
      );
    case 'dir':
      return (
        <span role="gridcell" class={`direction ${cells.out ? 'out' : 'in'}`} title={cells.out ? 'sent' : 'received'}>
          {cells.out ? '↑' : '↓'}
        </span>
      );
    case 'layer':
      return (
        <span role="gridcell">
          <span class="chip" data-phase={cells.phase}>
            {cells.layer}
          </span>
        </span>
      );
    case 'name':
      return (
        <span role="gridcell" class="name" title={cells.name}>
          {cells.name}
        </span>
      );
    case 'summary':
      return (
        <span role="gridcell" class="summary" title={cells.summary}>
          {cells.isMarked && (
            <span class="accent">
              <Icon name="flag" small label="marked" />{' '}
            </span>
          )}
          {cells.isLocked && <Icon name="locked" small label="no key" />}
          {cells.problem && !cells.isLocked && (
            <span class="error">
              <Icon name="triangle" small label="problem" />
            </span>
          )}
          {cells.summary}
        </span>
      );
    case 'size':
      return (
        <span role="gridcell" class="right" title={cells.isTruncated ? 'cut at the size limit' : undefined}>
          {cells.size}
        </span>
      );
    case 'rtt':
      return (
        <span role="gridcell" class="right">
          <Rtt rtt={cells.rtt} />
        </span>
      );
  }
}

function Rtt({ rtt }: { rtt: FrameCells['rtt'] }) {
  switch (rtt?.kind) {
    case 'took':
      return (
        <span class="second" title={`answered by #${rtt.by}`}>
          {rtt.text}
        </span>
      );
    case 'answers':
      return (
        <span class="third" title={`answers #${rtt.no}`}>
          ↩ {rtt.no}
        </span>
      );
    case 'none':
      return (
        <span class="error" title="nobody answered">
          none
        </span>
      );
    case undefined:
      return null;
  }
}

interface Glyph {
  icon: IconName;
  tone: 'third' | 'good' | 'error' | 'accent';
}

const PLAIN: Glyph = { icon: 'ring', tone: 'third' };
const GLYPHS: Partial<Record<RecordCells['record'], Glyph>> = {
  open: { icon: 'full', tone: 'third' },
  key: { icon: 'unlocked', tone: 'good' },
  error: { icon: 'cross', tone: 'error' },
  close: { icon: 'dash', tone: 'third' },
  lost: { icon: 'triangle', tone: 'third' },
  note: { icon: 'info', tone: 'third' },
  page: { icon: 'open', tone: 'third' },
};
const NOTE_GLYPHS: { readonly [name: string]: Glyph } = {
  mark: { icon: 'flag', tone: 'accent' },
  console: { icon: 'cross', tone: 'error' },
};

const glyphOf = ({ record, name }: RecordCells): Glyph =>
  (record === 'note' && Object.hasOwn(NOTE_GLYPHS, name) ? NOTE_GLYPHS[name] : GLYPHS[record]) ?? PLAIN;

/** "console.error: …" says already that it is the console's. */
const textOf = ({ name, summary }: RecordCells): string =>
  summary.startsWith(name) ? summary : [name, summary].filter((part) => part !== '').join(' · ');

export function RecordRow({
  cells,
  timeWidth,
  indent,
  place,
  showsConn,
}: {
  cells: RecordCells;
  timeWidth: string;
  indent: string;
  place: Place;
  showsConn: boolean;
}) {
  const isLost = cells.record === 'lost';
  const { icon, tone } = glyphOf(cells);
  return (
    <div
      class={rowClass(isLost ? 'lost' : 'record', place)}
      role="row"
      id={place.id}
      aria-rowindex={place.index}
      aria-selected={place.isSelected}
      aria-label={rowLabel(cells)}
    >
      <span role="gridcell" class="time" style={{ width: timeWidth, marginLeft: indent }}>
        {cells.time}
      </span>
      <span class={tone}>
        <Icon name={icon} small />
      </span>
      <span role="gridcell" class="cut" title={cells.summary}>
        {showsConn && cells.conn !== '' && <span class="third">{cells.conn} </span>}
        {isLost ? <b>{lossWords(countLosses([{ count: cells.count, why: cells.summary }]))}</b> : textOf(cells)}
        {isLost && cells.summary !== '' && ` · ${cells.summary}`}
      </span>
    </div>
  );
}

export function GapRow({ ms, index, indent }: { ms: number; index: number; indent: string }) {
  return (
    <div class="row gap" role="row" aria-rowindex={index}>
      <span role="gridcell" style={{ marginLeft: indent }}>
        {duration(ms)} without traffic
      </span>
    </div>
  );
}
