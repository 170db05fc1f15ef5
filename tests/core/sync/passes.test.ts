import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPasses, type PassRequest } from '../../../src/core/sync/passes.ts';

const passesOf = (requests: readonly PassRequest[]) => {
  const passes = createPasses();
  requests.forEach((request, ordinal) => passes.add(ordinal, request));
  return passes.all;
};
const roots = (t: number, isOut = true, conn = 1): PassRequest => ({ conn, isOut, isRoots: true, t });
const fetches = (t: number, isOut = true, conn = 1): PassRequest => ({ conn, isOut, isRoots: false, t });

describe('passes', () => {
  it('hold what both askers fetched after their look at the roots', () => {
    const all = passesOf([
      fetches(0),
      roots(10),
      fetches(20),
      roots(300, false),
      fetches(310, false),
      roots(5010),
      roots(5300, false),
    ]);
    expect(all.map(({ requests, isPoll }) => [requests, isPoll])).toEqual([
      [[0, 1, 2, 3, 4], false],
      [[5, 6], true],
    ]);
  });

  it('begin with a look at the roots after a pause, whoever looks', () => {
    expect(passesOf([roots(0), roots(2500, false), roots(5000), roots(7500, false)]).map(({ n }) => n)).toEqual([
      1, 2, 3, 4,
    ]);
  });

  it('are of one connection each', () => {
    const all = passesOf([roots(0), roots(1, true, 2), fetches(2), fetches(3, true, 2)]);
    expect(all.map(({ conn, n, requests }) => [conn, n, requests])).toEqual([
      [1, 1, [0, 2]],
      [2, 1, [1, 3]],
    ]);
  });

  it('take every request exactly once, in order', () => {
    const request = fc.record({
      conn: fc.constantFrom(1, 2),
      isOut: fc.boolean(),
      isRoots: fc.boolean(),
      t: fc.nat(20_000),
    });
    fc.assert(
      fc.property(fc.array(request), (requests) => {
        const all = passesOf(requests.toSorted((a, b) => a.t - b.t));
        expect(all.flatMap((pass) => pass.requests).toSorted((a, b) => a - b)).toEqual(requests.map((_, at) => at));
        for (const pass of all) expect(pass.requests).toEqual(pass.requests.toSorted((a, b) => a - b));
      }),
    );
  });
});
