import type { Channel } from '../contract/channel.ts';
import type { MemoryAnswers, MemoryMessage, MemoryQuestion } from '../contract/memory-store.ts';
import { isInMemory } from './memory-ids.ts';
import type { TraceSource } from '../trace/source.ts';
import { StoreError } from './error.ts';
import type { RecordingRow, TraceStore } from './store.ts';

/** A background that has ended in the meantime answers nothing. */
const PATIENCE_MS = 5000;

export interface MemoryLine {
  channel: Channel<MemoryMessage, MemoryMessage>;
  /** Whether there is anybody to ask. */
  isServed(): Promise<boolean>;
}

type Ask = <Q extends MemoryQuestion>(question: Q) => Promise<MemoryAnswers[Q['type']]>;

/** The store as readers have it: what is on disk, and what the background has in memory where it could not use the disk. */
export function createReaderStore(disk: TraceStore, { channel, isServed }: MemoryLine): TraceStore {
  const ask = askOver(channel);

  async function recordings(): Promise<RecordingRow[]> {
    const inMemory = isServed()
      .then((is) => (is ? ask({ type: 'recordings' }) : []))
      .catch(() => []);
    try {
      const onDisk = await disk.recordings();
      return [...onDisk, ...(await inMemory)];
    } catch (error) {
      const rows = await inMemory;
      if (rows.length === 0) throw error;
      return rows;
    }
  }

  return {
    ...disk,
    recordings,
    recording: (id) => (isInMemory(id) ? ask({ type: 'recording', id }) : disk.recording(id)),
    update: (id, change) => (isInMemory(id) ? ask({ type: 'update', id, change }) : disk.update(id, change)),
    remove: (id) => (isInMemory(id) ? ask({ type: 'remove', id }) : disk.remove(id)),
    source: (id, listen) => (isInMemory(id) ? remoteSource(ask, id, listen) : disk.source(id, listen)),
  };
}

function remoteSource(ask: Ask, id: number, listen: TraceSource['listen']): TraceSource {
  return {
    listen,
    async *pages(after, signal) {
      for (let last = after; ;) {
        signal?.throwIfAborted();
        const pages = await ask({ type: 'pages', id, after: last });
        for (const page of pages) {
          signal?.throwIfAborted();
          yield page;
          last = page.no;
        }
        if (pages.length === 0) return;
      }
    },
    page: (no) => ask({ type: 'page', id, no }),
  };
}

function askOver(channel: Channel<MemoryMessage, MemoryMessage>): Ask {
  return <Q extends MemoryQuestion>(question: Q) =>
    new Promise<MemoryAnswers[Q['type']]>((resolve, reject) => {
      const name = crypto.randomUUID();
      const fail = (why: string): void => reject(new StoreError('unusable', why));
      const timer = setTimeout(
        () => end(() => fail('What was in memory is gone: the background has ended.')),
        PATIENCE_MS,
      );
      const unlisten = channel.listen((message) => {
        if (!('answer' in message) || message.answer !== name) return;
        end(() => ('failed' in message ? fail(message.failed) : resolve(message.value as MemoryAnswers[Q['type']])));
      });
      function end(then: () => void): void {
        clearTimeout(timer);
        unlisten();
        then();
      }
      channel.post({ ask: name, question });
    });
}
