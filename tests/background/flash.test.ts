import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFlash } from '../../src/background/flash.ts';

const TAB = 7;

function badgeSaying(text: string) {
  const badge = {
    text,
    read: () => Promise.resolve(badge.text),
    write: (_tab: number, next: string) => Promise.resolve(void (badge.text = next)),
  };
  return { badge, flash: createFlash(badge) };
}

describe('what is said on the badge for a moment', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('gives way to what stood there before', async () => {
    const { badge, flash } = badgeSaying('ONE');
    await flash(TAB, 'mark');
    expect(badge.text).toBe('mark');
    await vi.advanceTimersByTimeAsync(2000);
    expect(badge.text).toBe('ONE');
  });

  it('stands its whole moment where something else was just said', async () => {
    const { badge, flash } = badgeSaying('ONE');
    await flash(TAB, 'mark');
    await vi.advanceTimersByTimeAsync(1900);
    await flash(TAB, 'saved');
    await vi.advanceTimersByTimeAsync(1900);
    expect(badge.text).toBe('saved');
  });

  it('never leaves behind what was said for a moment before it', async () => {
    const { badge, flash } = badgeSaying('ONE');
    await flash(TAB, 'mark');
    await flash(TAB, 'saved');
    await vi.advanceTimersByTimeAsync(4000);
    expect(badge.text).toBe('ONE');
  });

  it('leaves alone what was written meanwhile', async () => {
    const { badge, flash } = badgeSaying('');
    await flash(TAB, 'none');
    badge.text = 'ONE';
    await vi.advanceTimersByTimeAsync(2000);
    expect(badge.text).toBe('ONE');
  });
});
