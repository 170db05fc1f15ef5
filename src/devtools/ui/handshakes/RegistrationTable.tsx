import type { RegistrationStep } from '../../../core/report/report.ts';
import { evidenceRow } from '../../state/findings/evidence.ts';
import { bytes, count, duration } from '../../state/format.ts';
import { usePanel } from '../PanelContext.tsx';

/** The pages of a registration, each with the traffic that it caused. */
export function RegistrationTable() {
  const panel = usePanel();
  const steps = panel.session.report.value.registration;
  if (steps.length === 0) return null;
  return (
    <section aria-label="Registration">
      <h2 class="section">Registration</h2>
      <div role="table" aria-label="Registration" class="registration">
        <div class="row head" role="row">
          <span role="columnheader">Page</span>
          <span role="columnheader" class="right">
            Stayed
          </span>
          <span role="columnheader" class="right">
            Dials
          </span>
          <span role="columnheader" class="right">
            Sent
          </span>
          <span role="columnheader" class="right">
            Received
          </span>
        </div>
        {steps.map((step) => (
          <div key={`${step.t} ${step.path}`} class="row" role="row">
            <span role="cell" title={step.conns.join(', ') || 'no connection carried anything'}>
              <button type="button" class="link cut" onClick={() => show(step)}>
                {step.path}
              </button>
            </span>
            <span role="cell" class="right">
              {duration(step.ms)}
            </span>
            <span role="cell" class="right">
              {step.opened === 0 ? '–' : count(step.opened)}
            </span>
            <span role="cell" class="right" title={bytes(step.bytesOut)}>
              {count(step.messagesOut)}
            </span>
            <span role="cell" class="right" title={bytes(step.bytesIn)}>
              {count(step.messagesIn)}
            </span>
          </div>
        ))}
      </div>
    </section>
  );

  function show({ evidence: [first] }: RegistrationStep): void {
    const row = first && evidenceRow(first, panel.session.rows.peek());
    if (row !== undefined) panel.show(row);
  }
}
