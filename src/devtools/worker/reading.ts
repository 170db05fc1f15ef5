import type { DecoderEvent, RowDetail, TraceReport, Watch } from '../../core/contract/decoder.ts';
import { ROW } from '../../core/contract/row-columns.ts';
import type { TextTerm } from '../../core/filter/compile.ts';
import type { TraceSource } from '../../core/trace/source.ts';
import type { KeyRing } from './key-ring.ts';
import { createModel } from '../../core/model/model.ts';
import { createObserving } from './observing.ts';
import { createRowAddresses } from './row-addresses.ts';
import { createRowReplay } from './row-replay.ts';
import { createSilence } from './silence.ts';
import { createSlices } from './slices.ts';
import { createTextSearch } from './text-search.ts';
import { createTraceDecoding, transferable } from './trace-decoding.ts';

/** The model is asked at most this often while rows stream in. */
const REPORT_MS = 250;

/** Reads one recording from its beginning on, and goes on whenever it has grown. */
export interface Reading {
  /** `isLive`: the page is still there, so that silence tells something as well. */
  read(how?: { isLive: boolean }): Promise<void>;
  search(search: number, terms: readonly TextTerm[]): void;
  watch(watch: Watch): void;
  detail(row: number): Promise<RowDetail | undefined>;
  stop(): void;
}

export interface ReadingOptions {
  source: TraceSource;
  keys: KeyRing;
  run: number;
  post: (event: DecoderEvent, transfer?: Transferable[]) => void;
  /** How much of a file was read where more is on its way from it: reading is not over when everything that is there was read. */
  filling?: () => number | undefined;
  /** False where nobody wants rows: then no text is held for searching, and none of their columns is made. */
  isListed?: boolean;
  /** Everything that is there was read. */
  onRead: () => void;
}

export function createReading(options: ReadingOptions): Reading {
  const { source, keys, run, post, onRead, filling = () => undefined, isListed = true } = options;
  const model = createModel();
  const texts = createTextSearch(post);
  const addresses = createRowAddresses();
  const replay = createRowReplay(source, keys);
  const masked = new Set<number>();
  const observing = createObserving({ run, post, isListed });
  const decoding = createTraceDecoding({
    keys,
    isListed,
    onRecord(record, dissection) {
      model.push(record, dissection);
      observing.push(record, dissection, decoding.rows);
    },
    onText: texts.add,
  });
  let lastPage = -1;
  let bytes = 0;
  let isReading = false;
  let isWanted = false;
  let isStopped = false;
  let reported = 0;

  function flush(): void {
    const batch = decoding.take();
    if (batch === undefined) return;
    addresses.add(batch);
    for (const row of batch.secret) masked.add(row);
    for (let i = 0; i < batch.count; i += 1) {
      const flags = batch.columns.flags[i] ?? 0;
      if (flags & ROW.secret && flags & ROW.fragment) masked.add(batch.first + i);
    }
    post({ type: 'batch', run, batch }, transferable(batch));
    observing.flush();
    void texts.run(addresses.rows);
  }

  function report(pending: boolean): void {
    const now = performance.now();
    if (pending && now - reported < REPORT_MS) return;
    reported = now;
    const content: TraceReport = {
      connections: model.connections(),
      findings: model.findings(),
      invites: model.invites(),
      registration: model.registration(),
      routes: model.routes(),
      security: model.security(),
      pages: [...decoding.pages],
    };
    post({ type: 'report', run, report: content });
    observing.report(content);
    const share = filling();
    post({ type: 'progress', run, rows: decoding.rows, bytes, pending, ...(share === undefined ? {} : { share }) });
  }

  const silence = createSilence(() => {
    model.clock(Date.now());
    report(false);
  });

  async function pass(): Promise<void> {
    const slices = createSlices();
    for await (const page of source.pages(lastPage)) {
      const steps = decoding.page(page);
      while (!steps.next().done) {
        if (decoding.isFull) flush();
        if (!slices.spent()) continue;
        report(true);
        await slices.rest();
        if (isStopped) return;
      }
      lastPage = page.no;
      bytes += page.bytes.length;
    }
    flush();
    report(filling() !== undefined);
    onRead();
  }

  return {
    async read({ isLive } = { isLive: false }) {
      isWanted = true;
      if (isLive) silence.wait();
      if (isReading) return;
      isReading = true;
      try {
        while (isWanted && !isStopped) {
          isWanted = false;
          await pass();
        }
      } catch (error) {
        if (!isStopped)
          post({ type: 'failed', run, trouble: { message: error instanceof Error ? error.message : String(error) } });
      } finally {
        isReading = false;
      }
    },
    watch: observing.watch,
    search(search, terms) {
      texts.begin(search, terms);
      void texts.run(addresses.rows);
    },
    async detail(row) {
      const at = addresses.at(row);
      return at && replay.detail(row, at, masked.has(row));
    },
    stop() {
      isStopped = true;
      silence.stop();
      observing.stop();
      texts.clear();
    },
  };
}
