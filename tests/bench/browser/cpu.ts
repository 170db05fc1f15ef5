import type { BenchBrowser } from './browser.ts';
import { cpuMs } from './processes.ts';

/** Does something, and tells how many milliseconds all processes of the browser, and the server in this one, have run meanwhile. */
export async function withCpu<T>(browser: BenchBrowser, act: () => Promise<T>): Promise<{ result: T; cpu: number }> {
  const processes = [process.pid, ...(await browser.processes())];
  const now = (): number => processes.reduce((sum, pid) => sum + cpuMs(pid), 0);
  const before = now();
  const result = await act();
  return { result, cpu: now() - before };
}
