import type { BenchBrowser } from './browser.ts';
import { privateMb } from './processes.ts';

const PAUSE_MS = 100;

/** Does something, and tells by how much the memory of the page's processes grew at the most meanwhile. */
export async function withPeak<T>(
  browser: BenchBrowser,
  act: () => Promise<T>,
): Promise<{ result: T; grownMb: number }> {
  const processes = await browser.pageProcesses();
  const now = (): number => processes.reduce((sum, pid) => sum + privateMb(pid), 0);
  const before = now();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, now())), PAUSE_MS);
  try {
    const result = await act();
    return { result, grownMb: Math.max(most, now()) - before };
  } finally {
    clearInterval(timer);
  }
}
