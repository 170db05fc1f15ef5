import { afterEach, beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  // The natives are taken when their module loads.
  vi.resetModules();
});
afterEach(() => void vi.useRealTimers());

it('runs the first time almost at once, goes on at a steady pace while it is asked, and is quick again after a rest', async () => {
  const { createSoon } = await import('../../src/content/schedule.ts');
  const start = Date.now();
  const soon = createSoon(
    () => false,
    () => undefined,
    Date.now,
  );
  const ran: number[] = [];
  const again = (left: number): void =>
    soon(() => {
      ran.push(Date.now() - start);
      if (left > 1) again(left - 1);
    });
  again(3);
  await vi.advanceTimersByTimeAsync(1000);
  again(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ran).toEqual([20, 120, 220, 1020]);
});
