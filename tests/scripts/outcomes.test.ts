import { describe, expect, test } from 'vitest';
import { outcomesOf, tableOf } from '../../scripts/faults/outcomes.mjs';

const told = (outcome: object) => [{ type: 'fault-outcome', description: JSON.stringify(outcome) }];
const REPORT = {
  suites: [
    {
      specs: [],
      suites: [
        {
          specs: [
            {
              title: 'the disk is full @quick',
              tests: [
                {
                  projectName: 'faults',
                  status: 'expected',
                  annotations: told({ browser: 'chromium', sent: 9, recorded: 7, lost: 2 }),
                },
              ],
            },
          ],
        },
      ],
    },
    { specs: [{ title: 'the background dies', tests: [{ projectName: 'firefox', status: 'unexpected' }] }] },
  ],
};

describe('the table of faults', () => {
  test('has a line for each test, with what it told and whether it was survived', () => {
    expect(tableOf(outcomesOf(REPORT)).split('\n').slice(2)).toEqual([
      '| the disk is full | chromium | 9 | 7 | 2 | survived |',
      '| the background dies | firefox | – | – | – | FAILED |',
    ]);
  });
});
