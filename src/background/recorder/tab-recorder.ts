import { isInMemory } from '../../core/store/memory-ids.ts';
import type { KeyRecord } from '../../core/trace/records.ts';
import { asStoreError } from '../../core/store/error.ts';
import type { RecordingRow, RetentionLimits, TraceStore } from '../../core/store/store.ts';
import type { Announce } from '../panels/announce.ts';
import { createBatchQueue, type BatchQueue, type Queued } from './batch-queue.ts';
import { createDepartures } from './departures.ts';
import type { InFull } from './in-full.ts';
import type { KeyVault } from './key-vault.ts';
import { writeToll, type MemoryToll } from '../storage/memory-toll.ts';
import { askAnew, type RelayLink } from './relay-link.ts';
import type { Heard } from './relay-message.ts';
import type { Right } from '../sites/sites.ts';
import type { TabRecordings } from './tab-recordings.ts';
import { isWordless, writeWordless } from './wordless.ts';
import { wordsFor } from '../storage/trouble.ts';

export interface RecorderDeps {
  store: TraceStore;
  recordings: TabRecordings;
  vault: KeyVault;
  announce: Announce;
  now: () => number;
  /** The clock by which recordings are old. */
  believed: () => Promise<number>;
  limits: () => Promise<RetentionLimits>;
  right: (origin: string) => Promise<Right>;
  /** Where shared workers of an origin meet relays; undefined where their scripts are not filtered. */
  meeting: (origin: string) => Promise<string | undefined>;
  /** Called after each commit with the bytes that went to disk. */
  committed: (bytes: number) => void;
  toll: MemoryToll;
  /** Whether the list goes on over a reload of the page. */
  keepsOnReload: () => Promise<boolean>;
}

/** In what form the port brings pages. */
type Carried = Pick<Extract<Heard, { type: 'hello' }>, 'binary' | 'blobs'>;

/** The relays of one tab, and the recording that they share. */
export interface TabRecorder {
  readonly links: Set<RelayLink>;
  /** What is still being read of what its ports brought. */
  readonly readers: Set<InFull>;
  readonly queue: BatchQueue<RelayLink>;
  /** The relay has said hello: it is told whether its site is captured, and what is committed already. */
  welcome(link: RelayLink, carried: Carried): Promise<void>;
  /** What the user allows may have changed. */
  recheck(): Promise<void>;
  /** Ends the ports of these relays: what was not acknowledged they keep, come back later, and send it again. */
  refuse(links: Iterable<RelayLink>): void;
  /** Nothing more comes from this relay: what of its last words did not arrive is counted. */
  depart(link: RelayLink): void;
  /** From now on batches go to this recording. */
  use(recording: number): void;
}

export function createTabRecorder(tab: number, deps: RecorderDeps): TabRecorder {
  const { store, recordings, vault, announce } = deps;
  const links = new Set<RelayLink>();
  const queue = createBatchQueue<RelayLink>(commitGroup);
  let recording: number | undefined;
  let isTroubled = false;
  let inMemory = 0;
  /** Realms of documents that are gone: what they say late belongs where the rest of theirs is. */
  const left = new Map<string, number>();
  const departures = createDepartures(store, deps.now);

  async function put(id: number, group: Queued<RelayLink>[]): Promise<void> {
    const { row, keys } = await store.commit(
      id,
      group.map(({ batch }) => batch),
    );
    // Keys first: a batch that is acknowledged is never sent again, and its keys are nowhere else.
    const fresh = await keep(row.id, keys);
    inMemory = isInMemory(row.id) ? row.frames : 0;
    // Before the relay lets go of it: a death in between then counts frames that are sent again, and never misses one.
    if (inMemory > 0) await deps.toll.note(tab, inMemory + departures.frames);
    const last = new Map(group.map(({ batch, waiter }) => [waiter, batch.n]));
    for (const [link, n] of last) link.port.post({ type: 'committed', n });
    if (fresh.length > 0) announce.keys(tab, row.id, fresh);
    announce.grown(tab, row);
    await countDeparted();
    if (isTroubled) announce.well(tab);
    isTroubled = false;
    deps.committed(group.reduce((bytes, { batch }) => bytes + batch.page.length, 0));
  }

  async function countDeparted(): Promise<void> {
    // Where there is no room for a count, it is owed until there is.
    for (const row of await departures.write().catch(() => [])) announce.grown(tab, row);
    await deps.toll.note(tab, inMemory + departures.frames);
  }

  /** Keys that cannot be kept are no reason to lose the traffic. */
  async function keep(id: number, keys: KeyRecord[]): Promise<KeyRecord[]> {
    try {
      return await vault.add(id, keys);
    } catch (error) {
      announce.trouble(tab, 'keys-not-kept', `Session keys could not be kept: ${asStoreError(error).message}`);
      return keys;
    }
  }

  /** The recording went away under the tab (deleted by the user, database lost): another one begins. */
  async function begin(link: RelayLink): Promise<number> {
    const row = await recordings.ensure(link.from);
    recording = row.id;
    announce.recording(tab, row);
    return row.id;
  }

  async function makeRoom(): Promise<void> {
    const limits = await deps.limits();
    await store.retain({ ...limits, bytes: limits.bytes / 4 }, await deps.believed());
  }

  async function attempt(group: Queued<RelayLink>[], of: number | undefined): Promise<void> {
    const first = group[0]?.waiter;
    if (!first) return;
    const target = async (): Promise<number> => of ?? recording ?? (await begin(first));
    try {
      await put(await target(), group);
    } catch (error) {
      const { code } = asStoreError(error);
      if (code === 'full') await makeRoom();
      // Where the database does not work, the new one begins in memory; a store that has none fails here as well.
      const isElsewhere = code !== 'full';
      if (isElsewhere) askAnew(links);
      await put(isElsewhere ? await begin(first) : await target(), group);
    }
  }

  async function commitGroup(queued: Queued<RelayLink>[]): Promise<void> {
    const group = queued.filter(({ waiter }) => !waiter.isRefused);
    const recordings = new Set(group.map(({ batch }) => left.get(batch.realm)));
    for (const of of recordings) {
      const part = group.filter(({ batch }) => left.get(batch.realm) === of);
      try {
        await attempt(part, of);
      } catch (error) {
        troubled(error);
        refuse(part.map(({ waiter }) => waiter));
      }
    }
  }

  function depart(link: RelayLink): void {
    const { realm, waiting } = link;
    if (isWordless(link)) return void queue.between(() => noteWordless(link));
    if (waiting.size === 0) return;
    void queue.between(async () => {
      const of = left.get(realm) ?? recording;
      if (of === undefined || link.captures === false) return;
      departures.add({ realm, recording: of, waiting });
      await countDeparted();
    });
  }

  async function noteWordless({ realm }: RelayLink): Promise<void> {
    const of = left.get(realm) ?? recording;
    // It may have come back over another port.
    if (of === undefined || [...links].some((other) => other.realm === realm)) return;
    const row = await writeWordless(store, of, realm, deps.now()).catch(() => undefined);
    if (row) announce.grown(tab, row);
  }

  function refuse(refused: Iterable<RelayLink>): void {
    for (const link of refused) {
      link.isRefused = true;
      // Whoever ends a port is not told that it ended.
      links.delete(link);
      link.port.disconnect();
      depart(link);
    }
  }

  function troubled(error: unknown): void {
    const { code, message } = wordsFor(error);
    isTroubled = true;
    announce.trouble(tab, code, message);
  }

  /** The recording that a relay begins with: another document in the tab may want an empty list. */
  async function recordingFor({ from, realm }: RelayLink): Promise<RecordingRow> {
    const row = await recordings.ensure(from);
    const isAnother = from.frame === 0 && row.pages > 0 && (await store.committed(row.id, realm)) < 0;
    if (!isAnother || (await deps.keepsOnReload())) return row;
    const cleared = await recordings.clear(tab, []);
    left.clear();
    for (const other of links) if (other.realm !== realm) left.set(other.realm, row.id);
    return (cleared && (await store.recording(cleared.id))) ?? row;
  }

  return {
    links,
    readers: new Set(),
    queue,
    refuse,
    depart,
    use(id) {
      recording = id;
    },
    welcome: (link, { binary, blobs }) =>
      queue.between(async () => {
        try {
          const right = await deps.right(link.from.origin);
          link.captures = right === 'capture';
          if (right === 'none') return link.port.post({ type: 'withdraw' });
          if (right === 'silent')
            return link.port.post({ type: 'welcome', binary, blobs, committed: -1, capture: false });
          const row = await recordingFor(link);
          recording = row.id;
          const owed = await deps.toll.owed(tab);
          if (owed > 0) await store.append(row.id, writeToll(owed, deps.now()), 0, owed);
          const committed = await store.committed(row.id, link.realm);
          const meet = await deps.meeting(link.from.origin);
          link.port.post({
            type: 'welcome',
            binary,
            blobs,
            committed,
            capture: true,
            ...(meet === undefined ? {} : { meet }),
          });
          if (owed > 0) askAnew(links);
          announce.recording(tab, row);
        } catch (error) {
          troubled(error);
          refuse([link]);
        }
      }),
    recheck: () =>
      queue.between(async () => {
        for (const link of links) {
          if (link.captures === undefined) continue;
          const right = await deps.right(link.from.origin);
          if (right === 'none') link.port.post({ type: 'withdraw' });
          else if (link.captures !== (right === 'capture'))
            link.port.post({ type: 'capture', on: right === 'capture' });
          link.captures = right === 'capture';
        }
      }),
  };
}
