import { readFileSync } from 'node:fs';

const vitest = ({ testResults }) =>
  testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [name] : [];
    return failed.map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`);
  });

const playwright = ({ suites }) => suites.flatMap(ofSuite);

const ofSuite = ({ suites = [], specs = [] }) => [
  ...specs.filter(({ ok }) => !ok).map(({ title, file, line }) => `${file}:${line} ${title}`),
  ...suites.flatMap(ofSuite),
];

const NAMES = { vitest, playwright };
const firstLine = (message = '') => message.split('\n')[0];

/** What failed of a suite, a line each: said again at the very end, since the end is what a build server shows. */
export function failedNames(runner, file) {
  try {
    return NAMES[runner](JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [`${runner} wrote no results`];
  }
}
