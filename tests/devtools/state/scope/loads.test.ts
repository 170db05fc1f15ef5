import { expect, test } from 'vitest';
import { loadNumbers } from '../../../../src/devtools/state/scope/loads.ts';
import { createTrace, type TraceFactory } from '../../../core/model/trace-factory.ts';

const numbersOf = (trace: TraceFactory): [string, number][] => {
  const pages = trace.records.flatMap(([record]) => (record.kind === 'page' ? [record] : []));
  return [...loadNumbers({ pages, connections: trace.model.connections() })];
};

test('a page that is told again, since capture was switched on anew, is the same load', () => {
  const trace = createTrace().page('p1').wait(1000).page('p1').wait(1000).page('p2');
  expect(numbersOf(trace)).toEqual([
    ['p1', 1],
    ['p2', 2],
  ]);
});

test('a worker belongs to the load of its page, and a connection whose page is not known is a load of its own', () => {
  const trace = createTrace().page('p1').page('w1', { realm: 'worker', parent: 'p1' }).open('ws1', { page: 'gone' });
  expect(numbersOf(trace)).toEqual([
    ['p1', 1],
    ['w1', 1],
    ['gone', 2],
  ]);
});
