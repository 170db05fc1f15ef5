import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const vitest = ({ testResults }) =>
  testResults.flatMap(({ name, status, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [name] : [];
    return failed.map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages[0])}`);
  });

/** The suites at the top are files, whose names stand in their specs. */
const playwright = ({ suites }) => suites.flatMap((file) => ofSuite(file, []));

const ofSuite = ({ suites = [], specs = [] }, groups) => [
  ...specs.filter(({ ok }) => !ok).map((spec) => `${spec.file}:${spec.line} ${told(spec, groups)}`),
  ...suites.flatMap((suite) => ofSuite(suite, [...groups, suite.title])),
];

function told({ title, tests = [] }, groups) {
  const errors = tests.flatMap(({ results = [] }) => results.flatMap((result) => result.errors ?? []));
  const name = [...groups, title].join(' › ');
  return errors.length === 0 ? name : `${name}: ${errors.map(reason).join(' | ')}`;
}

/** A test that took too long says so first, and only then where it waited. */
const reason = ({ message, location }) =>
  `${firstLine(message)}${location === undefined ? '' : ` (line ${location.line})`}`;

const NAMES = { vitest, playwright };
const firstLine = (message = '') => stripVTControlCharacters(message).split('\n')[0];

/** What failed of a suite, a line each: said again at the very end, since the end is what a build server shows. */
export function failedNames(runner, file) {
  try {
    return NAMES[runner](JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return [`${runner} wrote no results`];
  }
}
