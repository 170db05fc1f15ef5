import { useEffect, useRef, useState } from 'preact/hooks';
import type { Finding } from '../../../core/report/report.ts';
import { findingsInScope, nothingFound } from '../../state/findings/findings.ts';
import { clockSeconds } from '../../state/format.ts';
import { FindingDetail, SEVERITY_ICONS } from './FindingDetail.tsx';
import { Icon } from '../controls/Icon.tsx';
import { listboxKey } from '../controls/listbox-key.ts';
import { usePanel } from '../PanelContext.tsx';
import { SplitPanes } from '../controls/SplitPanes.tsx';

const toneOf = (severity: Finding['severity']): string => (severity === 'info' ? 'accent' : severity);

/** What the recording shows to have gone wrong, each with its evidence. */
export function FindingsView() {
  const panel = usePanel();
  const list = useRef<HTMLDivElement>(null);
  const [key, setKey] = useState<string>();
  const findings = findingsInScope(panel.session.report.value, panel.scope.conns.value);
  const at = Math.max(
    0,
    findings.findIndex((finding) => finding.key === key),
  );
  const chosen = findings[at];

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [key]);

  if (chosen === undefined) {
    return <p class="section second">{nothingFound(panel.session.report.value, panel.scope.conns.value)}</p>;
  }
  const options = (
    <div class="findings scroll">
      <div class="row head" aria-hidden>
        <span />
        <span>What happened</span>
        <span>Code</span>
        <span>First</span>
        <span>Conn</span>
        <span class="right">Times</span>
      </div>
      <div
        ref={list}
        role="listbox"
        aria-label="Findings"
        tabIndex={0}
        data-region="view"
        aria-activedescendant={`finding-${at}`}
        onKeyDown={(event) =>
          listboxKey(event, { at, length: findings.length }, (index) => setKey(findings[index]?.key))
        }
      >
        {findings.map(({ finding, count, key: each }, index) => (
          <div
            key={each}
            id={`finding-${index}`}
            class="row"
            role="option"
            aria-selected={index === at}
            onClick={() => setKey(each)}
          >
            <span class={toneOf(finding.severity)}>
              <Icon name={SEVERITY_ICONS[finding.severity]} label={finding.severity} />
            </span>
            <span class="title" title={finding.title}>
              {finding.title}
            </span>
            <span class="code second" title={finding.code}>
              {finding.code}
            </span>
            <span class="first second">{clockSeconds(finding.t)}</span>
            <span class="conn second">{finding.conn}</span>
            <span class="right second">{count > 1 ? `×${count}` : ''}</span>
          </div>
        ))}
      </div>
    </div>
  );
  return <SplitPanes class="findings-split" first={options} second={<FindingDetail finding={chosen.finding} />} />;
}
