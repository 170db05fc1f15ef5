import type { RelayCommand } from '../../src/core/contract/capture.ts';
import type { PanelNotice } from '../../src/core/contract/panel.ts';
import type { Right } from '../../src/background/sites/sites.ts';
import type { Area } from '../../src/background/storage/area.ts';
import { createKeyVault } from '../../src/background/recorder/key-vault.ts';
import { createMemoryToll } from '../../src/background/storage/memory-toll.ts';
import { createPanels, type Panel } from '../../src/background/panels/panels.ts';
import type { Link } from '../../src/background/ports.ts';
import { createRecorder } from '../../src/background/recorder/recorder.ts';
import { createSaving } from '../../src/background/recorder/saving.ts';
import { createTabRecordings, type Origin } from '../../src/background/recorder/tab-recordings.ts';
import type { TraceStore } from '../../src/core/store/store.ts';
import { hookPage, testStore, type PageScript } from '../core/store/store-fixture.ts';

/** A storage area as the browser's: values are copies. */
export function memoryArea(): Area & { contents: Map<string, string> } {
  const contents = new Map<string, string>();
  const entry = (key: string): [string, unknown][] => {
    const text = contents.get(key);
    return text === undefined ? [] : [[key, JSON.parse(text)]];
  };
  return {
    contents,
    get: async (key) => Object.fromEntries(key === null ? [...contents.keys()].flatMap(entry) : entry(key)),
    set: async (items) => {
      for (const [key, value] of Object.entries(items)) contents.set(key, JSON.stringify(value));
    },
    remove: async (keys) => {
      for (const key of [keys].flat()) contents.delete(key);
    },
  };
}

/** One end of a port, and a hand on the other. */
export function memoryLink<Out>() {
  const heard: Out[] = [];
  const handlers = new Set<(message: unknown) => void>();
  const gone = new Set<() => void>();
  const state = { isOpen: true };
  const link: Link<Out, unknown> = {
    post: (message) => void (state.isOpen && heard.push(message)),
    listen(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    disconnect: () => void (state.isOpen = false),
    onGone: (handler) => void gone.add(handler),
  };
  return {
    link,
    /** What our side posted. */
    heard,
    state,
    say: (message: unknown) => handlers.forEach((handler) => handler(message)),
    hangUp() {
      state.isOpen = false;
      gone.forEach((handler) => handler());
    },
  };
}

export const from = (more: Partial<Origin> = {}): Origin => ({
  tab: 1,
  frame: 0,
  origin: 'https://one.test',
  title: 'One',
  ...more,
});

export const helloOf = (realm: string) => ({
  type: 'hello',
  realm,
  kind: 'window',
  url: 'https://one.test/',
  title: 'One',
  userAgent: 'test',
  started: 1,
  probe: Uint8Array.of(1, 2, 3),
  late: false,
});

export const batchOf = (realm: string, n: number, write: (page: PageScript) => void) => ({
  type: 'batch',
  realm,
  n,
  page: hookPage(write),
});

/** A background in memory; `restart` is its death: everything but disk and storage.session is new. */
export function testBackground() {
  const test = { ...testStore(), keepsOnReload: true };
  const session = memoryArea();
  const events: string[] = [];
  /** What the user allows, by origin; everything where nothing is said. */
  const rights = new Map<string, Right>();
  const right = async (origin: string): Promise<Right> => rights.get(origin) ?? 'capture';
  const limits = () => Promise.resolve({ bytes: 1e9, ms: 1e9, originBytes: 1e9, totalBytes: 1e12 });

  function start(store: TraceStore = test.open()) {
    const waits: (() => void)[] = [];
    const panels = createPanels((run) => void waits.push(run));
    const vault = createKeyVault(session);
    const recordings = createTabRecordings(store, Promise.resolve('run'), () => test.clock.now);
    const saving = createSaving(store, recordings, vault, () => test.clock.now);
    const recorder = createRecorder(
      {
        store,
        recordings,
        vault,
        announce: panels,
        now: () => test.clock.now,
        believed: () => Promise.resolve(test.clock.now),
        limits,
        toll: createMemoryToll(session),
        keepsOnReload: () => Promise.resolve(test.keepsOnReload),
        right,
        meeting: () => Promise.resolve(undefined),
        committed: () => undefined,
      },
      {
        hello: (_from, { realm }) => void events.push(`hello ${realm}`),
        status: (_from, { evidence }) => void events.push(`status ${evidence[0]?.detail ?? ''}`),
        unfit: ({ origin }, { why }) => void events.push(`unfit ${origin} ${why}`),
      },
    );
    /** A relay that said hello and was welcomed. */
    async function relay(realm: string, origin = from()) {
      const line = memoryLink<RelayCommand>();
      recorder.connect(line.link, origin);
      line.say(helloOf(realm));
      await recorder.settle(origin.tab);
      return { ...line, send: (n: number, write: (page: PageScript) => void) => line.say(batchOf(realm, n, write)) };
    }
    function panel(tab = 1) {
      const line = memoryLink<PanelNotice>();
      const member: Panel = { port: line.link, tab };
      panels.add(member);
      return { ...line, panel: member };
    }
    return {
      store,
      recorder,
      recordings,
      saving,
      vault,
      panels,
      relay,
      panel,
      waits,
      settled: (tab = 1) => recorder.settle(tab),
    };
  }

  return Object.assign(test, { session, events, rights, start });
}
