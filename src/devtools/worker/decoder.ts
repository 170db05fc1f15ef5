import type { Channel } from '../../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent, Watch } from '../../core/contract/decoder.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import { createKeyRing } from './key-ring.ts';
import { openOrigin, type OpenPlace, type OpenRecording } from './open-origin.ts';
import { serveExports } from './serve-exports.ts';
import { createReading, type Reading } from './reading.ts';
import { troubleOf } from './recording-file.ts';

/** Serves one panel: opens a recording, decodes it as it grows, answers for details, searches and exports. Returns the undo. */
export function serveDecoder(channel: Channel<DecoderEvent, DecoderCommand>, place: OpenPlace): () => void {
  const keys = createKeyRing();
  const exports = serveExports(channel, () => open, keys);
  let open: OpenRecording | undefined;
  let reading: Reading | undefined;
  /** What is being opened, and what is open, which may still be filled. */
  let coming: AbortController | undefined;
  let held: AbortController | undefined;
  let isFilling = false;
  let isListed = true;
  let run = 0;
  let search: Extract<DecoderCommand, { type: 'search' }> | undefined;
  let watch: Watch | undefined;

  function close(): void {
    reading?.stop();
    coming?.abort();
    held?.abort();
    coming = held = undefined;
    open = undefined;
    reading = undefined;
  }

  function begin(source: TraceSource): void {
    reading?.stop();
    keys.rewind();
    const filling = (): number | undefined => (isFilling ? (open?.share?.() ?? 0) : undefined);
    reading = createReading({ source, keys, run, post: channel.post, onRead: again, filling, isListed });
    if (search) reading.search(search.search, search.terms);
    if (watch) reading.watch(watch);
    void reading.read();
  }

  /** Reads once more from the beginning where a key came too late for frames that it opens. */
  function again(): void {
    if (!keys.isLate() || open === undefined) return;
    channel.post({ type: 'again', run });
    begin(open.source);
  }

  /** What is open stays open until the next one is. */
  async function openRun(command: Extract<DecoderCommand, { type: 'open' }>): Promise<void> {
    coming?.abort();
    const mine = (coming = new AbortController());
    run = command.run;
    try {
      const next = await openOrigin(command.origin, place, mine.signal);
      // What was stored of it by then is taken away again.
      if (coming !== mine) return await next.rest?.(() => undefined);
      held?.abort();
      held = mine;
      coming = undefined;
      open = next;
      isListed = command.only !== 'report';
      const { recording, uid, header } = next;
      channel.post({
        type: 'opened',
        run,
        ...(recording === undefined ? {} : { recording }),
        ...(uid === undefined ? {} : { uid }),
        ...(header ? { header } : {}),
      });
      isFilling = next.rest !== undefined;
      begin(next.source);
      await next.rest?.(() => held === mine && void reading?.read());
      if (held === mine && isFilling) filled();
    } catch (error) {
      const wasComing = coming === mine;
      const isOpen = held === mine;
      // Told in this order: whoever hears of the failure knows that what was open is being read once more.
      if (wasComing) goOn();
      // Whoever waits for another one is not told of this one.
      if (wasComing || (isOpen && coming === undefined))
        channel.post({ type: 'failed', run, trouble: troubleOf(error) });
      if (isOpen) filled();
    } finally {
      if (mine.signal.aborted) channel.post({ type: 'stopped' });
    }
  }

  function filled(): void {
    isFilling = false;
    void reading?.read();
  }

  /** What was to be opened cannot be: what is open is told once more, as part of this run. */
  function goOn(): void {
    coming = undefined;
    if (open === undefined) return;
    channel.post({ type: 'again', run });
    begin(open.source);
  }

  function handle(command: DecoderCommand): void {
    switch (command.type) {
      case 'open':
        void openRun(command);
        return;
      case 'grown':
        void reading?.read({ isLive: command.isLive });
        return;
      case 'keys':
        keys.add(command.keys);
        again();
        return;
      case 'search':
        search = command;
        reading?.search(command.search, command.terms);
        return;
      case 'watch':
        watch = command.watch;
        reading?.watch(watch);
        return;
      case 'detail':
        void Promise.resolve(reading?.detail(command.row))
          .catch(() => undefined)
          .then((detail) => channel.post({ type: 'detail', id: command.id, detail }));
        return;
      case 'export':
        void exports.run(command);
        return;
      case 'send':
        void exports.send(command);
        return;
      case 'stop-export':
        exports.stop(command.id);
        return;
      case 'preview':
        void exports.preview(command);
        return;
      case 'close':
        close();
    }
  }

  const unlisten = channel.listen(handle);
  return () => {
    unlisten();
    close();
  };
}
