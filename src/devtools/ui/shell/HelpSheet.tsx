import { Dialog } from '../controls/Dialog.tsx';

const KEYS: [keys: string[], what: string][] = [
  [['↑', '↓', 'j', 'k'], 'move; selection and detail follow'],
  [['PgUp', 'PgDn', 'Home', 'End'], 'move by a page, to the first, to the last'],
  [['→', '←'], 'unfold, fold; in a tree child, parent'],
  [['Enter', 'Esc'], 'to the detail; back'],
  [['/', 'Ctrl+F'], 'filter; #n and Enter jumps to message n'],
  [['[', ']', '1–9'], 'previous, next view; view by number'],
  [['r'], 'to the answer or the request of this message'],
  [['n', 'N'], 'next, previous trouble'],
  [['m', "'"], 'set a mark with a note; next mark'],
  [['f', 'x'], 'filter by the cell that was pressed last; exclude it'],
  [['t'], 'time: absolute, since the start, since the dial'],
  [['s', 'c', 'e'], 'connection list; copy as; export'],
  [['Space'], 'pause the list; recording goes on'],
  [['Ctrl+E', 'Ctrl+L'], 'record on, off; clear the list'],
  [['Ctrl+S'], 'save the last 5 minutes'],
  [['F6', '?'], 'next region; this list'],
];

export function HelpSheet({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keys" isWide onClose={onClose}>
      <dl class="keys">
        {KEYS.map(([keys, what]) => (
          <HelpLine key={what} keys={keys} what={what} />
        ))}
      </dl>
      <p class="hint" style={{ marginTop: '8px' }}>
        Single letters act while a list or tree has the focus.
      </p>
      <div class="actions">
        <button type="button" class="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function HelpLine({ keys, what }: { keys: string[]; what: string }) {
  return (
    <>
      <dt>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dt>
      <dd>{what}</dd>
    </>
  );
}
