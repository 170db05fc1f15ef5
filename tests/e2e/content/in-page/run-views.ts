const PATIENCE_MS = 8000;

/**
 * Takes each view in turn, an error as its name and message; and what the policy of the page refused meanwhile. `settled` takes out what
 * differs from run to run.
 */
export async function runViews(
  views: Record<string, () => Promise<unknown>>,
  settled: (value: unknown) => unknown,
): Promise<Record<string, unknown>> {
  const violations: string[] = [];
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    violations.push(`${effectiveDirective} ${blockedURI}`),
  );
  const failed = (error: unknown): unknown => [(error as Error).name, (error as Error).message];
  const seen: Record<string, unknown> = {};
  for (const [name, view] of Object.entries(views)) {
    const never = new Promise((resolve) => setTimeout(() => resolve('nothing'), PATIENCE_MS));
    seen[name] = settled(await Promise.race([Promise.resolve().then(view).catch(failed), never]));
  }
  return { ...seen, violations };
}
