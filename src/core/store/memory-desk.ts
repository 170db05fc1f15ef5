import type { Channel } from '../contract/channel.ts';
import type { MemoryAnswers, MemoryMessage, MemoryQuestion } from '../contract/memory-store.ts';
import type { TracePage } from '../trace/source.ts';
import type { TraceStore } from './store.ts';

/** As many as the reader takes from disk at once (store-source.ts). */
const AT_ONCE = 8;

/** Answers readers about what is in memory. Returns the undo. */
export function serveMemory(store: TraceStore, channel: Channel<MemoryMessage, MemoryMessage>): () => void {
  async function answer(question: MemoryQuestion): Promise<MemoryAnswers[keyof MemoryAnswers]> {
    switch (question.type) {
      case 'recordings':
        return store.recordings();
      case 'recording':
        return store.recording(question.id);
      case 'update':
        return void (await store.update(question.id, question.change));
      case 'remove':
        return void (await store.remove(question.id));
      case 'pages':
        return some(store, question.id, question.after);
      case 'page':
        return sourceOf(store, question.id).page(question.no);
    }
  }

  return channel.listen((message) => {
    if (!('ask' in message)) return;
    answer(message.question).then(
      (value) => channel.post({ answer: message.ask, value }),
      (error: unknown) => channel.post({ answer: message.ask, failed: String(error) }),
    );
  });
}

const sourceOf = (store: TraceStore, id: number) => store.source(id, () => () => undefined);

async function some(store: TraceStore, id: number, after: number): Promise<TracePage[]> {
  const pages: TracePage[] = [];
  for await (const page of sourceOf(store, id).pages(after)) if (pages.push(page) === AT_ONCE) break;
  return pages;
}
