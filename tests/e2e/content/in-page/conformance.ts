import { constructorChecks } from './checks-constructor.ts';
import { eventChecks } from './checks-events.ts';
import { messageChecks } from './checks-messages.ts';
import { shapeChecks } from './checks-shape.ts';

declare global {
  var runConformance: (url: string) => Promise<Record<string, unknown>>;
}

/** Every check's result, exceptions included, as values that can be compared across two runs. */
globalThis.runConformance = async (url) => {
  const results: Record<string, unknown> = {};
  for (const [name, check] of Object.entries({
    ...shapeChecks,
    ...constructorChecks,
    ...messageChecks,
    ...eventChecks,
  })) {
    try {
      results[name] = await check(url);
    } catch (error) {
      results[name] = `threw ${String(error)}`;
    }
  }
  return results;
};
