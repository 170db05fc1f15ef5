import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { commonOrder } from '../../../src/core/diff/common-order.ts';

/** The length of the longest common subsequence, by the textbook's table. */
function longest(a: readonly number[], b: readonly number[]): number {
  let above = new Array<number>(b.length + 1).fill(0);
  for (const one of a) {
    const row = [0];
    b.forEach((other, at) => {
      row.push(one === other ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0));
    });
    above = row;
  }
  return above[b.length] ?? 0;
}

const sequence = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 40 });

describe('what two sequences have in common', () => {
  it('stands in both, in order', () => {
    fc.assert(
      fc.property(sequence, sequence, fc.integer({ min: 1, max: 50 }), (a, b, limit) => {
        const { pairs } = commonOrder(a, b, limit);
        pairs.forEach(([x, y], at) => {
          expect(a[x]).toBe(b[y]);
          const [beforeX, beforeY] = pairs[at - 1] ?? [-1, -1];
          expect(x > beforeX && y > beforeY).toBe(true);
        });
      }),
    );
  });

  it('is as much as there is, where the search was not given up', () => {
    fc.assert(
      fc.property(sequence, sequence, (a, b) => {
        const { pairs, exact } = commonOrder(a, b);
        expect([pairs.length, exact]).toEqual([longest(a, b), true]);
      }),
    );
  });

  it('is known at the beginning and at the end even where the middle is too different', () => {
    const middle = (start: number): number[] => Array.from({ length: 100 }, (_, at) => start + at);
    const { pairs, exact } = commonOrder([1, 2, ...middle(100), 3], [1, 2, ...middle(300), 3], 10);
    expect({ pairs, exact }).toEqual({
      pairs: [
        [0, 0],
        [1, 1],
        [102, 102],
      ],
      exact: false,
    });
  });

  it('is found among a hundred thousand messages that are all alike but one', () => {
    const a = new Array<number>(100_000).fill(1);
    const b = [...a];
    b[50_000] = 2;
    expect(commonOrder(a, b)).toMatchObject({ exact: true, pairs: { length: 99_999 } });
  });
});
