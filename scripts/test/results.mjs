import { readFileSync } from 'node:fs';

/** A test file that could not be loaded has no tests, and must not pass for that. */
function countVitest({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

function countPlaywright({ stats, errors }) {
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length };
}

const COUNTERS = { vitest: countVitest, playwright: countPlaywright };

/**
 * Counts what a runner wrote. A runner that ended badly without a failed test, that wrote nothing or ran nothing, counts as one
 * failure: silence is not success.
 */
export function countResults(runner, file, status) {
  const { passed, failed } = read(runner, file);
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed };
}

function read(runner, file) {
  try {
    return COUNTERS[runner](JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
