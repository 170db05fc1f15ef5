import { describe, expect, it } from 'vitest';
import { lossWords } from '../../../src/core/report/loss-words.ts';
import { countLosses } from '../../../src/core/trace/loss-count.ts';

const missing = { count: 12, why: 'retention' };
const cut = { count: 8610, why: 'payload cut short: the page produced more than could be handed over' };
const emptied = { count: 1, why: 'large payloads given up by the relay for want of memory' };

describe('what a recording lost', () => {
  it.each([
    ['both', [missing, cut, emptied], { lost: 12, cut: 8611 }, '12 records lost, 8\u2009611 payloads cut'],
    ['payloads alone', [emptied], { lost: 0, cut: 1 }, '1 payload cut'],
    ['records alone', [missing], { lost: 12, cut: 0 }, '12 records lost'],
    ['nothing', [], { lost: 0, cut: 0 }, '0 records lost'],
  ])('tells missing records from payloads that were cut: %s', (_, losses, counted, words) => {
    expect(countLosses(losses)).toEqual(counted);
    expect(lossWords(counted)).toBe(words);
  });
});
