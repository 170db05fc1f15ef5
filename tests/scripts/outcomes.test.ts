import { describe, expect, test } from 'vitest';
import { ISSUE_LIST, rowsOf } from '../../scripts/faults/issue-list.mjs';
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
    expect(
      tableOf(outcomesOf(REPORT).map((outcome) => ({ item: 'disk', ...outcome })))
        .split('\n')
        .slice(2),
    ).toEqual([
      '| disk | the disk is full | chromium | 9 | 7 | 2 | survived |',
      '| disk | the background dies | firefox | – | – | – | FAILED |',
    ]);
  });

  test('has a row for every fault of the list in either browser: what was not run and what a browser cannot say so', () => {
    const rows = rowsOf(outcomesOf(REPORT));
    for (const { item } of ISSUE_LIST)
      for (const browser of ['chromium', 'firefox'])
        expect(rows).toContainEqual(expect.objectContaining({ item, browser }));
    expect(rows.find(({ item, browser }) => item === 'background killed' && browser === 'chromium')?.verdict).toBe(
      'NOT RUN',
    );
    expect(rows.find(({ item, browser }) => item === 'page prerendered' && browser === 'firefox')?.verdict).toBe(
      'Firefox prerenders nothing',
    );
  });
});
