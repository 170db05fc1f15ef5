export interface KeyFigureProps {
  title: string;
  value: string;
  note?: string;
  tone?: 'error' | 'warning' | undefined;
}

/** A number that matters, with what it is and what it is of. */
export function KeyFigure({ title, value, note, tone }: KeyFigureProps) {
  return (
    <div class="figure">
      <small>{title}</small>
      <span>
        <b class={tone}>{value}</b> {note && <span class="second">{note}</span>}
      </span>
    </div>
  );
}
