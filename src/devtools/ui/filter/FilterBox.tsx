import { useRef, useState } from 'preact/hooks';
import type { TargetedKeyboardEvent } from 'preact';
import { completeFilter, type Suggestion } from '../../../core/filter/complete.ts';
import { filterValues } from '../../state/filter/filter-values.ts';
import { count } from '../../state/format.ts';
import { rowOfNumber } from '../../state/rows/move.ts';
import { Icon } from '../controls/Icon.tsx';
import { usePanel } from '../PanelContext.tsx';
import { Suggestions } from './Suggestions.tsx';

/** The filter: applied while typing, completed with Tab, `#n` and Enter jump to a message. */
export function FilterBox() {
  const panel = usePanel();
  const { filter, shown, session } = panel;
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<Suggestion[]>([]);
  const [at, setAt] = useState(0);
  void shown.version.value;
  const text = filter.text.value;
  // A term that can still be completed is no fault yet.
  const fault = open.length > 0 ? undefined : filter.fault.value;
  const { frames } = session.rows.value.columns;

  function suggest(next: string, caret: number): void {
    setAt(0);
    setOpen(completeFilter(next, caret, (field) => filterValues(panel, field)));
  }

  function take(suggestion: Suggestion): void {
    const { current } = input;
    filter.type(suggestion.text);
    current?.focus();
    requestAnimationFrame(() => current?.setSelectionRange(suggestion.caret, suggestion.caret));
    suggest(suggestion.text, suggestion.caret);
  }

  function showRecent(): void {
    setAt(0);
    setOpen(
      filter.recent
        .peek()
        .map((recent) => ({ text: recent, caret: recent.length, typed: [0, 0], about: 'used before' })),
    );
  }

  function enter(): void {
    setOpen([]);
    const jump = filter.jump.peek();
    const row = jump === undefined ? undefined : rowOfNumber(session.rows.peek(), jump);
    if (jump === undefined) filter.apply(text);
    else {
      filter.apply('');
      if (row === undefined) panel.notices.say({ text: `There is no message #${jump}` });
      else {
        panel.show(row);
        requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-region=view]')?.focus());
      }
    }
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLInputElement>): void {
    event.stopPropagation();
    const chosen = open[at];
    switch (event.key) {
      case 'ArrowDown':
        if (open.length > 0) setAt((at + 1) % open.length);
        else if (text === '') showRecent();
        else suggest(text, event.currentTarget.selectionStart ?? text.length);
        break;
      case 'ArrowUp':
        if (open.length === 0) return;
        setAt((at + open.length - 1) % open.length);
        break;
      case 'Tab':
        if (chosen === undefined || event.shiftKey) return setOpen([]);
        take(chosen);
        break;
      case 'Enter':
        enter();
        break;
      case 'Escape':
        if (open.length > 0) setOpen([]);
        else if (text !== '') filter.apply('');
        else document.querySelector<HTMLElement>('[data-region=view]')?.focus();
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <div class="filter" role="search">
      <div class={`filter-box${fault ? ' faulty' : ''}`}>
        <Icon name="filter" />
        <span class="filter-text">
          <input
            ref={input}
            data-region="filter"
            role="combobox"
            aria-label="Filter messages"
            aria-expanded={open.length > 0}
            aria-controls="filter-suggestions"
            aria-autocomplete="list"
            aria-activedescendant={open.length > 0 ? `suggestion-${at}` : undefined}
            aria-invalid={fault !== undefined}
            aria-describedby={fault ? 'filter-fault' : undefined}
            placeholder="Filter, for example layer:chum rtt:>100ms"
            spellcheck={false}
            autocomplete="off"
            value={text}
            onInput={({ currentTarget }) => {
              filter.type(currentTarget.value);
              suggest(currentTarget.value, currentTarget.selectionStart ?? currentTarget.value.length);
            }}
            onKeyDown={onKeyDown}
            onBlur={() => setOpen([])}
          />
          {fault && (
            <span class="filter-fault" aria-hidden>
              {text.slice(0, fault.start)}
              <u>{text.slice(fault.start, Math.max(fault.end, fault.start + 1)) || ' '}</u>
            </span>
          )}
        </span>
        {fault ? (
          <span id="filter-fault" class="error cut fault-words" role="status" title={`Expected ${fault.expected}`}>
            expected {fault.expected}
          </span>
        ) : (
          frames > 0 && (
            <span class="third" style={{ fontSize: '11px', whiteSpace: 'nowrap' }}>
              {count(shown.view.value.frames)} of {count(frames)}
            </span>
          )
        )}
      </div>
      <Suggestions suggestions={open} at={at} onTake={take} />
    </div>
  );
}
