import { joinEvidence, type Evidence } from '../core/contract/evidence.ts';
import { isObject } from '../core/trace/checks.ts';
import type { Area } from './storage/area.ts';
import type { Heard } from './recorder/relay-message.ts';
import { createSerial } from './serial.ts';
import type { Origin } from './recorder/tab-recordings.ts';

/** What the relays of a tab said last. In storage.session, since relays say it once and the background forgets. */
export interface TabStatus {
  /** Of the top document. */
  origin: string;
  /** `late`: it came after the page had begun. `orphaned`: its extension was replaced under it. */
  hook: 'early' | 'late' | 'orphaned';
  evidence: Evidence[];
  otherSockets: number;
  otherBytes: number;
}

export interface TabStatuses {
  get(tab: number): Promise<TabStatus | undefined>;
  hello(from: Origin, heard: Extract<Heard, { type: 'hello' }>): Promise<TabStatus | undefined>;
  status(from: Origin, heard: Extract<Heard, { type: 'status' }>): Promise<TabStatus | undefined>;
  orphan(tab: number, origin: string): Promise<void>;
  /**
   * Nobody of ours answers in the tab's document. What was said of the one before is forgotten, unless another has come since
   * `known`; that its extension was replaced under it stays true.
   */
  absent(tab: number, known: TabStatus | undefined): Promise<void>;
  forget(tab: number): Promise<void>;
}

interface Stored extends TabStatus {
  top?: string;
  /** Sockets and bytes by realm: frames count too, and each says its own sum. */
  realms: Record<string, [number, number]>;
}

const nameOf = (tab: number): string => `site:${tab}`;
/** A page may make any number of frames. */
const MAX_REALMS = 256;

export function createTabStatuses(area: Area): TabStatuses {
  const inTurn = createSerial();

  async function read(tab: number): Promise<Stored | undefined> {
    const value = (await area.get(nameOf(tab)))[nameOf(tab)];
    return isObject(value) ? (value as unknown as Stored) : undefined;
  }

  async function write(tab: number, stored: Stored): Promise<TabStatus> {
    const sums = Object.values(stored.realms);
    const otherSockets = sums.reduce((sum, [sockets]) => sum + sockets, 0);
    const otherBytes = sums.reduce((sum, [, bytes]) => sum + bytes, 0);
    const summed = { ...stored, otherSockets, otherBytes };
    await area.set({ [nameOf(tab)]: summed });
    return summed;
  }

  return {
    get: (tab) => inTurn(() => read(tab)),
    hello: ({ tab, frame, origin }, { realm, isWindow, late }) =>
      inTurn(async () => {
        const known = await read(tab);
        // Frames and workers do not decide about the page; and the same realm says hello again whenever the background was away.
        if (frame !== 0 || !isWindow || known?.top === realm) return known;
        // Firefox brings the new scripts into pages that the old ones are in: what went before them is missing all the same.
        const isReplaced = late && known?.hook === 'orphaned' && known.origin === origin;
        const hook = isReplaced ? 'orphaned' : late ? 'late' : 'early';
        return write(tab, { origin, hook, top: realm, evidence: [], otherSockets: 0, otherBytes: 0, realms: {} });
      }),
    status: ({ tab }, { realm, otherSockets, otherBytes, evidence }) =>
      inTurn(async () => {
        const known = await read(tab);
        if (!known) return undefined;
        const realms = { ...known.realms, [realm]: [otherSockets, otherBytes] as [number, number] };
        return write(tab, {
          ...known,
          realms: Object.fromEntries(Object.entries(realms).slice(-MAX_REALMS)),
          evidence: joinEvidence(known.evidence, evidence),
        });
      }),
    orphan: (tab, origin) =>
      inTurn(async () => {
        // A page that began after the extension was replaced has said so before we got here.
        if ((await read(tab))?.hook === 'early') return;
        await write(tab, { origin, hook: 'orphaned', evidence: [], otherSockets: 0, otherBytes: 0, realms: {} });
      }),
    absent: (tab, before) =>
      inTurn(async () => {
        const known = await read(tab);
        if (known?.hook !== 'orphaned' && known?.top === (before as Stored | undefined)?.top)
          await area.remove(nameOf(tab));
      }),
    forget: (tab) => inTurn(() => area.remove(nameOf(tab))),
  };
}
