import { describe, expect, it } from 'vitest';
import { countFrames } from '../../../src/core/trace/count-frames.ts';
import { hookPage } from '../store/store-fixture.ts';

const lost = (count: number, why: string): string => JSON.stringify({ count, why });

describe('how many frames are missing where a page is', () => {
  it('is how many are in it, and how many it says are missing', () => {
    const page = hookPage((write) => {
      write.open(1);
      write.frame(1, 0);
      write.rawFrame({ conn: 1, seq: 1, t: 1, dir: 'in', type: 'text', json: '{"label":"x"}' }, 'one with members');
      write.raw('lost', 1, 1, lost(5, 'retention'));
    });
    expect(countFrames(page)).toBe(7);
    expect(countFrames(new Uint8Array())).toBe(0);
  });

  it('does not count a frame once more because its payload is cut or missing', () => {
    const whys = [
      'payload cut short: the page produced more than could be handed over',
      'payload left out: the page produced more than could be handed over',
      'payloads given up by the relay for want of memory',
      'large payloads given up by the relay for want of memory',
    ];
    for (const why of whys)
      expect(countFrames(hookPage((write) => (write.frame(1, 0), write.raw('lost', 1, 1, lost(1, why)))))).toBe(1);
  });
});
