import { constructorChecks } from './checks-constructor.ts';
import { eventChecks } from './checks-events.ts';
import { messageChecks } from './checks-messages.ts';
import { runChecks } from './run-checks.ts';
import { stateChecks } from './checks-states.ts';
import { workerChecks } from './checks-workers.ts';
import { shapeChecks } from './checks-shape.ts';

declare global {
  var runConformance: (url: string) => Promise<Record<string, unknown>>;
}

globalThis.runConformance = (url) =>
  runChecks(
    { ...shapeChecks, ...constructorChecks, ...messageChecks, ...eventChecks, ...stateChecks, ...workerChecks },
    url,
  );
