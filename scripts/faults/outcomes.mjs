/** Rows of the table of faults, from what Playwright's JSON reporter wrote. */
export function outcomesOf(report) {
  const specs = (suite) => [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specs)];
  return report.suites.flatMap(specs).flatMap(({ title, tests }) =>
    tests.map(({ projectName, status, annotations = [] }) => {
      const told = annotations.filter(({ type }) => type === 'fault-outcome').at(-1);
      const { browser, sent, recorded, lost } = told ? JSON.parse(told.description) : {};
      const fault = title.replace(/@quick$/, '').trim();
      const verdict = status === 'expected' ? 'survived' : status === 'skipped' ? 'skipped' : 'FAILED';
      return {
        fault,
        browser: browser ?? (projectName === 'firefox' || fault.startsWith('Firefox') ? 'firefox' : 'chromium'),
        sent,
        recorded,
        lost,
        verdict,
      };
    }),
  );
}

const TITLES = ['of the list', 'fault', 'browser', 'sent', 'recorded', 'counted lost', 'verdict'];

/** A table in Markdown, which a terminal shows as well. A fault that is not measured in frames has a dash. */
export function tableOf(outcomes) {
  const number = (value) => (value === undefined ? '–' : String(value));
  const rows = outcomes.map(({ item, fault, browser, sent, recorded, lost, verdict }) => [
    item,
    fault,
    browser,
    number(sent),
    number(recorded),
    number(lost),
    verdict,
  ]);
  return [TITLES, TITLES.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
