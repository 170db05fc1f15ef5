import { describe, expect, it } from 'vitest';
import { createModel } from '../../../src/core/model/model.ts';
import { routeTableOf } from '../../../src/core/plugins/route-table.ts';
import { createRedactor } from '../../../src/core/redact/redactor.ts';
import { textReport } from '../../../src/core/report/text-report.ts';
import type { Json, TraceRecord } from '../../../src/core/trace/records.ts';

const KEY = 'ab'.repeat(32);
const GROUP = {
  group: 'chum',
  local: KEY,
  remote: KEY,
  catchAll: false,
  connected: true,
  over: 'OutgoingWebsocketRoute:wss://one.test/x',
  routes: [{ id: 'OutgoingWebsocketRoute:wss://one.test/x', enabled: false, active: true }],
};
const sample = (values: Json, page = 'p1', t = 5): TraceRecord => ({ kind: 'sample', t, page, what: 'routes', values });

describe("the library's table of routes", () => {
  it('is the one that each page told last', () => {
    const model = createModel();
    for (const record of [
      sample({ groups: [] }),
      sample({ groups: [GROUP] }, 'p1', 6),
      sample({ groups: [] }, 'p2', 7),
    ])
      model.push(record);
    expect(model.report().routes).toEqual([
      { page: 'p1', t: 6, groups: [GROUP] },
      { page: 'p2', t: 7, groups: [] },
    ]);
    expect(textReport(model.report(), 'x')).toContain(
      'chum with abababab…: connected over OutgoingWebsocketRoute:wss://one.test/x; OutgoingWebsocketRoute:wss://one.test/x (disabled) (active)',
    );
  });

  it.each<Json>([null, 3, [], {}, { groups: 'x' }, { groups: [null, 3, { routes: [{ id: { toString: 'x' } }] }] }])(
    'is read from whatever a page may have forged: %j',
    (values) => {
      for (const { group, routes } of routeTableOf(sample(values))?.groups ?? [])
        expect([group, routes]).toEqual(['', [{ id: '', enabled: false, active: false }]]);
    },
  );

  it.each(['shapes', 'fields'] as const)('leaves at %s without keys, addresses or names of the app', (level) => {
    const redactor = createRedactor({ level, salt: new Uint8Array(32).fill(1) });
    const left = redactor.push(sample({ groups: [GROUP, { ...GROUP, group: 'of-the-app' }] }));
    expect(JSON.stringify(left)).not.toMatch(/abab|one\.test|of-the-app/);
    expect(left && routeTableOf(left)?.groups.map(({ group, over }) => [group, over])).toEqual([
      ['chum', 'OutgoingWebsocketRoute'],
      ['', 'OutgoingWebsocketRoute'],
    ]);
  });
});
