import type { Channel } from '../../core/contract/channel.ts';
import type {
  DecoderCommand,
  DecoderEvent,
  ExportChoice,
  ExportProgress,
  RecordingOrigin,
  RowDetail,
  SendChoice,
  Trouble,
  Watch,
} from '../../core/contract/decoder.ts';
import type { RedactionLevel } from '../../core/redact/level.ts';
import type { PreviewSample } from '../../core/report/export-preview.ts';
import type { Receipt } from '../../core/report/send-otlp.ts';
import type { TextTerm } from '../../core/filter/compile.ts';
import type { KeyRecord } from '../../core/trace/records.ts';

interface Asked<Answer> {
  done(answer: Answer): void;
  fail(error: Error): void;
  onProgress?: (progress: ExportProgress) => void;
}

/** Events that belong to the recording that is open now. */
export type RunEvent = Exclude<DecoderEvent, { id: number }>;

/** The panel's side of the decode worker: commands, and answers as promises. */
export interface DecoderClient {
  /** `only`: without rows, which is all that a list of recordings needs. */
  open(origin: RecordingOrigin, only?: 'report'): void;
  /** `isLive`: with its page. */
  grown(isLive?: boolean): void;
  keys(keys: KeyRecord[]): void;
  /** @returns the number that its hits will carry */
  search(terms: TextTerm[]): number;
  /** What is to be told with the reports from now on. */
  watch(watch: Watch): void;
  detail(row: number): Promise<RowDetail | undefined>;
  /** Stopped where `signal` says so. @throws DecoderError */
  export(choice: ExportChoice, watch?: ExportWatch): Promise<{ file: Blob; name: string }>;
  /** To a collector. Stopped where `signal` says so. @throws DecoderError */
  send(choice: SendChoice, watch?: ExportWatch): Promise<Receipt>;
  /** What would leave of the first record of each kind and message. @throws DecoderError */
  preview(level: RedactionLevel, keys: boolean): Promise<PreviewSample[]>;
  /** Events of the run that was opened last. Returns the undo. */
  listen(handler: (event: RunEvent) => void): () => void;
  /** Nothing is open any more: whoever shows something of it begins anew, with nothing. */
  close(): void;
}

export interface ExportWatch {
  signal?: AbortSignal;
  onProgress?: (progress: ExportProgress) => void;
}

export class DecoderError extends Error {
  readonly trouble: Trouble;
  constructor(trouble: Trouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}

export function createDecoderClient(channel: Channel<DecoderCommand, DecoderEvent>): DecoderClient {
  const handlers = new Set<(event: RunEvent) => void>();
  const details = new Map<number, (detail: RowDetail | undefined) => void>();
  const exports = new Map<number, Asked<{ file: Blob; name: string }>>();
  const sendings = new Map<number, Asked<Receipt>>();
  const previews = new Map<number, Asked<PreviewSample[]>>();
  let run = 0;
  let search = 0;
  let next = 0;

  channel.listen((event) => {
    switch (event.type) {
      case 'detail':
        details.get(event.id)?.(event.detail);
        details.delete(event.id);
        return;
      case 'exported':
        exports.get(event.id)?.done(event);
        exports.delete(event.id);
        return;
      case 'sent':
        sendings.get(event.id)?.done(event.receipt);
        sendings.delete(event.id);
        return;
      case 'previewed':
        previews.get(event.id)?.done(event.samples);
        previews.delete(event.id);
        return;
      case 'exporting':
        (exports.get(event.id) ?? sendings.get(event.id))?.onProgress?.(event.progress);
        return;
      case 'export-failed':
        for (const asked of [exports, sendings, previews]) {
          asked.get(event.id)?.fail(new DecoderError(event.trouble));
          asked.delete(event.id);
        }
        return;
      case 'hits':
        if (event.search === search) for (const handler of handlers) handler(event);
        return;
      case 'stopped':
        for (const handler of handlers) handler(event);
        return;
      case 'opened':
      case 'again':
      case 'batch':
      case 'report':
      case 'progress':
      case 'sync':
      case 'stats':
      case 'chains':
      case 'failed':
        if (event.run === run) for (const handler of handlers) handler(event);
    }
  });

  /** Asks for something that takes its time and can be stopped. */
  function ask<Answer>(
    of: Map<number, Asked<Answer>>,
    command: (id: number) => DecoderCommand,
    { signal, onProgress }: ExportWatch,
  ): Promise<Answer> {
    const id = ++next;
    channel.post(command(id));
    signal?.addEventListener('abort', () => channel.post({ type: 'stop-export', id }), { once: true });
    return new Promise((done, fail) => of.set(id, { done, fail, ...(onProgress ? { onProgress } : {}) }));
  }

  return {
    open(origin, only) {
      run += 1;
      channel.post({ type: 'open', run, origin, ...(only ? { only } : {}) });
    },
    grown: (isLive = true) => channel.post({ type: 'grown', isLive }),
    keys: (keys) => channel.post({ type: 'keys', keys }),
    search(terms) {
      search += 1;
      channel.post({ type: 'search', search, terms });
      return search;
    },
    watch: (watch) => channel.post({ type: 'watch', watch }),
    detail(row) {
      const id = ++next;
      channel.post({ type: 'detail', id, row });
      return new Promise((resolve) => details.set(id, resolve));
    },
    export: (choice, watch = {}) => ask(exports, (id) => ({ type: 'export', id, choice }), watch),
    send: (choice, watch = {}) => ask(sendings, (id) => ({ type: 'send', id, choice }), watch),
    preview(level, keys) {
      const id = ++next;
      channel.post({ type: 'preview', id, level, keys });
      return new Promise((done, fail) => previews.set(id, { done, fail }));
    },
    listen(handler) {
      handlers.add(handler);
      return () => handlers.delete(handler);
    },
    close() {
      run += 1;
      channel.post({ type: 'close' });
      for (const handler of handlers) handler({ type: 'opened', run });
    },
  };
}
