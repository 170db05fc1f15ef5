import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFlash } from '../../src/background/flash.ts';

const TAB = 7;

function badgeSaying(text: string) {
  const badge = {
    text,
    read: () => Promise.resolve(badge.text),
    write: (_tab: number, next: string) => Promise.resolve(void (badge.text = next)),
  };
  return { badge, ...createFlash(badge) };
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

  it('is not hidden by how the page stands, which is there when the moment is over', async () => {
    const { badge, flash, stand } = badgeSaying('');
    await flash(TAB, 'mark');
    await stand(TAB, 'ONE');
    expect(badge.text).toBe('mark');
    await vi.advanceTimersByTimeAsync(2000);
    expect(badge.text).toBe('ONE');
  });

  it('leaves alone what the browser has put there with another page', async () => {
    const { badge, flash } = badgeSaying('ONE');
    await flash(TAB, 'mark');
    badge.text = '';
    await vi.advanceTimersByTimeAsync(2000);
    expect(badge.text).toBe('');
  });

  it('does not keep another page from saying how it stands', async () => {
    const { badge, flash, stand } = badgeSaying('ONE');
    await flash(TAB, 'mark');
    badge.text = '';
    await stand(TAB, 'ONE');
    expect(badge.text).toBe('ONE');
  });
});
