import { getter, method } from '../core/trace/captured.ts';
import { apply, getOwnPropertyDescriptor, hasOwn, later } from './natives.ts';
import { isHidden } from './realm/hidden.ts';
import type { Room, SamplerPart } from './room.ts';

const INTERVAL_MS = 5000;

/** Both exist in Chromium only. */
const memoryOf = getOwnPropertyDescriptor(Performance.prototype, 'memory')?.get;
const canSeeTasks = PerformanceObserver.supportedEntryTypes.includes('longtask');

const clock = performance;
const Observer = PerformanceObserver;
const observe = method(PerformanceObserver.prototype, 'observe');
const disconnect = method(PerformanceObserver.prototype, 'disconnect');
const entriesOf = method(PerformanceObserverEntryList.prototype, 'getEntries');
const durationOf = getter(PerformanceEntry.prototype, 'duration');

/**
 * Memory and long tasks of the page, where the browser tells them, for as long as a recorded connection is open: a page
 * without ONE traffic pays nothing. A hidden page is throttled, so that its figures would tell nothing.
 */
export function createSampler(room: Room, lookAtRoutes: () => void): SamplerPart {
  let isRunning = false;
  let tasks = { ms: 0, count: 0 };
  let observer: PerformanceObserver | undefined;
  let lastUsed = 0;

  function watchTasks(): void {
    if (!canSeeTasks) return;
    observer = new Observer((list) => {
      const entries = entriesOf(list);
      for (let at = 0; at < entries.length; at += 1) {
        const entry = hasOwn(entries, at) ? entries[at] : undefined;
        if (entry !== undefined) tasks = { ms: tasks.ms + durationOf(entry), count: tasks.count + 1 };
      }
    });
    const options: PerformanceObserverInit & { __proto__: null } = { __proto__: null, type: 'longtask' };
    observe(observer, options);
  }

  function sampleMemory(): void {
    const info: unknown = memoryOf && apply(memoryOf, clock, []);
    const used = (info as { usedJSHeapSize?: unknown } | undefined)?.usedJSHeapSize;
    if (typeof used !== 'number' || used === lastUsed) return;
    lastUsed = used;
    room.hook?.sample('memory', { usedJSHeapSize: used });
  }

  function tick(): void {
    if (room.hook?.isLive() !== true) return rest();
    if (!isHidden()) {
      sampleMemory();
      lookAtRoutes();
      if (tasks.count > 0) room.hook.sample('long-tasks', tasks);
    }
    tasks = { ms: 0, count: 0 };
    again();
  }

  function rest(): void {
    isRunning = false;
    if (observer) disconnect(observer);
    observer = undefined;
  }

  const again = (): void => void later(() => quietly(tick), INTERVAL_MS);

  return {
    wake() {
      if (isRunning || room.hook?.isLive() !== true) return;
      isRunning = true;
      quietly(watchTasks);
      quietly(lookAtRoutes);
      again();
    },
  };
}

/** A page that replaced what the browser offers has no figures. */
function quietly(run: () => void): void {
  try {
    run();
  } catch {
    // nothing to be told
  }
}
