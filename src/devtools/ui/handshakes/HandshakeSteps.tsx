import type { TargetedKeyboardEvent } from 'preact';
import type { HandshakeStep } from '../../../core/report/invite-steps.ts';
import { evidenceRow } from '../../state/findings/evidence.ts';
import { duration } from '../../state/format.ts';
import { messagesWords, stepVerdict } from '../../state/handshakes/handshake-words.ts';
import { listMove } from '../../state/rows/list-move.ts';
import { tookWords } from '../../state/handshakes/at-least.ts';
import { stepTrack } from '../../state/handshakes/step-track.ts';
import { usePanel } from '../PanelContext.tsx';
import { StepTrackBar } from './StepTrackBar.tsx';
import { Verdict } from './Verdict.tsx';

/** The steps, each as a share of its own budget. Selecting one selects the message that it began with. */
export function HandshakeSteps({ steps }: { steps: HandshakeStep[] }) {
  const panel = usePanel();
  const { selection, session, handshakes } = panel;
  const rows = session.rows.value;
  const selected = selection.row.value;
  const places = steps.map(({ begun }) => begun && evidenceRow(begun, rows));
  const at = selected === undefined ? -1 : places.indexOf(selected);
  const spreads = new Map((handshakes.spreads.value[0]?.spreads ?? []).map((spread) => [spread.phase, spread]));

  function onKeyDown(event: TargetedKeyboardEvent<HTMLElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const there = places.flatMap((row, index) => (row === undefined ? [] : [index]));
    const to = listMove(event.key, there.indexOf(at), there.length, there.length);
    const row = places[to === undefined ? -1 : (there[to] ?? -1)];
    if (to !== undefined) selection.select(row);
    else if (event.key === 'Enter' && selected !== undefined && at >= 0) panel.show(selected);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      class="steps"
      role="grid"
      aria-label="Steps"
      tabIndex={0}
      data-region="view"
      aria-activedescendant={at < 0 ? undefined : `step-${at}`}
      onKeyDown={onKeyDown}
    >
      <div class="row head" role="row">
        <span role="columnheader" class="right">
          Step
        </span>
        <span role="columnheader">
          <span class="hidden-text">Name</span>
        </span>
        <span role="columnheader">
          <span class="hidden-text">Verdict</span>
        </span>
        <span role="columnheader">Share of the budget (line = budget)</span>
        <span role="columnheader" class="right">
          Took
        </span>
        <span role="columnheader" class="right budget">
          Budget
        </span>
        <span role="columnheader" class="right">
          Msg / exp.
        </span>
        <span role="columnheader" class="right spread">
          p50 · p95
        </span>
      </div>
      {steps.map((step, index) => {
        const spread = step.phase === undefined ? undefined : spreads.get(step.phase);
        const messages = messagesWords(step);
        const took = tookWords(step, rows);
        const row = places[index];
        return (
          <div
            key={index}
            id={`step-${index}`}
            class="row"
            role="row"
            aria-selected={index === at}
            onClick={() => row !== undefined && selection.select(row)}
            onDblClick={() => row !== undefined && panel.show(row)}
          >
            <span role="gridcell" class="right third">
              {step.number ?? ''}
            </span>
            <span role="gridcell" title={[step.meaning, step.conn].filter(Boolean).join(' · ')}>
              {step.name}
            </span>
            <span role="gridcell">
              <Verdict words={stepVerdict(step)} />
            </span>
            <span role="gridcell">
              <StepTrackBar step={step} track={stepTrack(step, spread)} spread={spread} />
            </span>
            <span
              role="gridcell"
              class="right"
              title={took.isAtLeast ? 'at least: records were lost meanwhile' : undefined}
            >
              <b>{took.text}</b>
            </span>
            <span role="gridcell" class="right second budget">
              {step.budgetMs === undefined ? '–' : duration(step.budgetMs)}
            </span>
            <span role="gridcell" class="right">
              {messages.seen} <span class="third">/ {messages.expected}</span>
            </span>
            <span role="gridcell" class="right second spread">
              {spread && step.phase !== 'sync' ? `${duration(spread.p50)} · ${duration(spread.p95)}` : '–'}
            </span>
          </div>
        );
      })}
    </div>
  );
}
