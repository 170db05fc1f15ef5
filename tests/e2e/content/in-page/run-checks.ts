import type { Checks } from './probes.ts';

/** Every check's result, exceptions included, as values that can be compared across two runs. */
export async function runChecks(checks: Checks, url: string): Promise<Record<string, unknown>> {
  const results: Record<string, unknown> = {};
  for (const [name, check] of Object.entries(checks)) {
    try {
      results[name] = await check(url);
    } catch (error) {
      results[name] = `threw ${String(error)}`;
    }
  }
  return results;
}
