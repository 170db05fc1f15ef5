import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { TargetedClipboardEvent } from 'preact';
import { evidenceRow } from '../../state/findings/evidence.ts';
import type { Aside } from '../../state/log/log-rows.ts';
import { BLOCK } from '../../state/rows/rows-view.ts';
import { uniformView } from '../../state/rows/uniform-view.ts';
import { LogBar } from './LogBar.tsx';
import { LogRow } from './LogRow.tsx';
import { chosenItems, logKey } from './log-key.ts';
import { usePanel } from '../PanelContext.tsx';
import { useBlocks } from '../controls/use-blocks.ts';

/** Everything that happened, one line each. What is copied is in the wording of the library's own log. */
export function LogView() {
  const panel = usePanel();
  const { log, selection, scope, live } = panel;
  const scroller = useRef<HTMLDivElement>(null);
  const [hasFocus, setFocus] = useState(false);
  const [aside, setAside] = useState<Aside>();
  const follows = useRef(live !== undefined);
  const merged = log.merged.value;
  const blocks = useBlocks(scroller, uniformView(merged.length));
  const selected = selection.row.value;
  const at =
    aside !== undefined ? merged.indexOfAside(aside) : selected === undefined ? -1 : merged.indexOfRow(selected);

  useLayoutEffect(() => {
    if (follows.current) blocks.toEnd();
  }, [merged.length]);
  useEffect(() => {
    if (at < 0) return;
    follows.current = false;
    blocks.reveal(at);
  }, [at]);

  function select(index: number): void {
    const next = merged.at(index);
    setAside(next?.kind === 'row' ? undefined : next);
    if (next?.kind === 'row') selection.select(next.row);
    const proof = next?.kind === 'security' ? next.event.evidence[0] : undefined;
    const row = proof && evidenceRow(proof, panel.session.rows.peek());
    if (row !== undefined) selection.select(row);
  }

  function onCopy(event: TargetedClipboardEvent<HTMLElement>): void {
    const chosen = chosenItems(event.currentTarget, at);
    if (chosen === undefined) return;
    event.clipboardData?.setData('text/plain', log.copy(chosen.from, chosen.to));
    event.preventDefault();
  }

  return (
    <div class="log">
      <LogBar length={merged.length} />
      <div class="log-lines" role="log" aria-live="off" aria-label="Log" onCopy={onCopy}>
        <div
          ref={scroller}
          class="log-scroll"
          role="grid"
          aria-label="Log lines"
          aria-rowcount={merged.length}
          aria-activedescendant={at < 0 ? undefined : `log-${at}`}
          tabIndex={0}
          data-region="view"
          onFocus={() => setFocus(true)}
          onBlur={() => setFocus(false)}
          onScroll={() => {
            follows.current = blocks.isAtEnd() && live !== undefined && at < 0;
          }}
          onKeyDown={(event) => logKey(event, panel, { at, page: blocks.page(), select })}
        >
          <div role="rowgroup" style={{ position: 'relative', height: `${blocks.height}px` }}>
            {blocks.items.map((block) => (
              <div
                key={block.index}
                role="presentation"
                style={{ position: 'absolute', top: `${blocks.top(block)}px`, left: 0, right: 0 }}
              >
                {Array.from({ length: Math.min(BLOCK, merged.length - block.index * BLOCK) }, (_, i) => {
                  const index = block.index * BLOCK + i;
                  const of = merged.at(index);
                  return of === undefined ? null : (
                    <LogRow
                      key={index}
                      index={index}
                      line={log.line(of)}
                      isSelected={index === at}
                      isActive={index === at && hasFocus}
                      onSelect={() => select(index)}
                      onConn={(conn) => (scope.key.value = `conn:${conn}`)}
                    />
                  );
                })}
              </div>
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}
