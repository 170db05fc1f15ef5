import type { BenchBrowser } from './browser.ts';
import { privateMb } from './processes.ts';

const PAUSE_MS = 100;

/** Memory that the page's processes have for themselves, in MiB; NaN where the machine does not tell. */
export async function pageMemory(browser: BenchBrowser): Promise<() => number> {
  const processes = await browser.pageProcesses();
  return () => (processes.length === 0 ? NaN : processes.reduce((sum, pid) => sum + privateMb(pid), 0));
}

/** Does something, and tells the most memory that the page's processes had meanwhile. */
export async function withPeak<T>(
  browser: BenchBrowser,
  act: () => Promise<T>,
): Promise<{ result: T; mostMb: number }> {
  const now = await pageMemory(browser);
  let mostMb = now();
  const timer = setInterval(() => (mostMb = Math.max(mostMb, now())), PAUSE_MS);
  try {
    const result = await act();
    return { result, mostMb: Math.max(mostMb, now()) };
  } finally {
    clearInterval(timer);
  }
}
