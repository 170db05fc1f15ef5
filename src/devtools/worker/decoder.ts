import type { Channel } from '../../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent, Watch } from '../../core/contract/decoder.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import type { TraceStore } from '../../core/trace/store.ts';
import { createKeyRing } from './key-ring.ts';
import { openOrigin, type OpenRecording } from './open-origin.ts';
import { serveExports } from './serve-exports.ts';
import { createReading, type Reading } from './reading.ts';
import { troubleOf } from './recording-file.ts';

/** Serves one panel: opens a recording, decodes it as it grows, answers for details, searches and exports. Returns the undo. */
export function serveDecoder(
  channel: Channel<DecoderEvent, DecoderCommand>,
  store: TraceStore | undefined,
): () => void {
  const keys = createKeyRing();
  const exports = serveExports(channel, () => open, keys);
  let open: OpenRecording | undefined;
  let reading: Reading | undefined;
  let opening = new AbortController();
  let isFilling = false;
  let run = 0;
  let search: Extract<DecoderCommand, { type: 'search' }> | undefined;
  let watch: Watch | undefined;

  function close(): void {
    reading?.stop();
    opening.abort();
    open = undefined;
    reading = undefined;
  }

  function begin(source: TraceSource): void {
    reading?.stop();
    keys.rewind();
    reading = createReading({ source, keys, run, post: channel.post, onRead: again, isFilling: () => isFilling });
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

  async function openRun(command: Extract<DecoderCommand, { type: 'open' }>): Promise<void> {
    close();
    run = command.run;
    const mine = run;
    try {
      opening = new AbortController();
      const next = await openOrigin(command.origin, store, opening.signal);
      if (mine !== run) return;
      open = next;
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
      await next.rest?.(() => mine === run && void reading?.read());
      if (mine !== run || !isFilling) return;
      isFilling = false;
      void reading?.read();
    } catch (error) {
      if (mine === run) isFilling = false;
      if (mine === run) channel.post({ type: 'failed', run, trouble: troubleOf(error) });
    }
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
