import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { Channel } from '../../../core/contract/channel.ts';
import type { RecordingOrigin, Trouble } from '../../../core/contract/decoder.ts';
import type { Letter, PairCommand, PairEvent } from '../../../core/contract/two-recordings.ts';
import type { DiffReport } from '../../../core/diff/diff-report.ts';
import type { MergeReport } from '../../../core/merge/merge-report.ts';
import type { Opener } from '../../../core/seal/unseal.ts';
import type { KeyRecord } from '../../../core/trace/records.ts';

export type PairMode = 'merge' | 'compare';

/** A recording that was picked. */
export interface Picked {
  origin: RecordingOrigin;
  name: string;
}

export type PairState =
  | { kind: 'picking' }
  | { kind: 'reading'; records: Record<Letter, number> }
  | { kind: 'merge'; report: MergeReport }
  | { kind: 'writing'; records: number }
  | { kind: 'compare'; report: DiffReport }
  | { kind: 'failed'; side: Letter | undefined; trouble: Trouble };

/** Two recordings looked at together: merged into one, or compared. */
export interface TwoRecordings {
  /** Undefined while the list of recordings is shown. */
  mode: ReadonlySignal<PairMode | undefined>;
  sides: Record<Letter, Signal<Picked | undefined>>;
  state: ReadonlySignal<PairState>;
  /** Begins with this recording as A; the other is picked next. */
  begin(mode: PairMode, first: Picked | undefined): void;
  pick(side: Letter, picked: Picked | undefined): void;
  /** Once more, with what opens a sealed file. */
  unseal(side: Letter, opener: Opener): void;
  /** Writes the merged recording, which is then opened like any other. */
  accept(): void;
  /** Ends what runs; the two stay picked. */
  stop(): void;
  leave(): void;
}

export interface TwoRecordingsWorld {
  startWorker(): Channel<PairCommand, PairEvent> & { stop(): void };
  /** Session keys of a recording that no store holds. */
  keysOf(origin: RecordingOrigin): Promise<KeyRecord[]>;
  /** The merged recording is there. */
  onMerged(file: File, keys: KeyRecord[]): void;
}

const shortName = (picked: Picked | undefined): string => (picked?.name ?? '').replace(/\.onetrace$/, '');

export function createTwoRecordings({ startWorker, keysOf, onMerged }: TwoRecordingsWorld): TwoRecordings {
  const mode = signal<PairMode | undefined>(undefined);
  const sides = { a: signal<Picked | undefined>(undefined), b: signal<Picked | undefined>(undefined) };
  const state = signal<PairState>({ kind: 'picking' });
  let worker: ReturnType<typeof startWorker> | undefined;

  function end(): void {
    worker?.stop();
    worker = undefined;
  }

  function hear(event: PairEvent): void {
    switch (event.type) {
      case 'reading': {
        const now = state.peek();
        if (now.kind === 'reading')
          state.value = { kind: 'reading', records: { ...now.records, [event.side]: event.records } };
        return;
      }
      case 'merge':
        state.value = { kind: 'merge', report: event.report };
        return;
      case 'compare':
        state.value = { kind: 'compare', report: event.report };
        return end();
      case 'writing':
        state.value = { kind: 'writing', records: event.records };
        return;
      case 'written': {
        const name = `${shortName(sides.a.peek())} + ${shortName(sides.b.peek())}`;
        leave();
        return onMerged(new File([event.file], name), event.keys);
      }
      case 'failed':
        state.value = { kind: 'failed', side: event.side, trouble: event.trouble };
        end();
    }
  }

  function run(): void {
    end();
    const [a, b] = [sides.a.peek(), sides.b.peek()];
    const type = mode.peek();
    state.value = { kind: 'picking' };
    if (a === undefined || b === undefined || type === undefined) return;
    state.value = { kind: 'reading', records: { a: 0, b: 0 } };
    const started = startWorker();
    worker = started;
    started.listen((event) => started === worker && hear(event));
    void Promise.all([keysOf(a.origin), keysOf(b.origin)]).then(([keysA, keysB]) => {
      if (started === worker) started.post({ type, a: { ...a, keys: keysA }, b: { ...b, keys: keysB } });
    });
  }

  function leave(): void {
    end();
    mode.value = undefined;
    state.value = { kind: 'picking' };
    sides.a.value = undefined;
    sides.b.value = undefined;
  }

  return {
    mode,
    sides,
    state,
    begin(next, first) {
      leave();
      sides.a.value = first;
      mode.value = next;
    },
    pick(side, picked) {
      sides[side].value = picked;
      run();
    },
    unseal(side, opener) {
      const picked = sides[side].peek();
      if (picked?.origin.kind !== 'file') return;
      sides[side].value = { ...picked, origin: { ...picked.origin, opener } };
      run();
    },
    accept() {
      if (state.peek().kind !== 'merge') return;
      state.value = { kind: 'writing', records: 0 };
      worker?.post({ type: 'write' });
    },
    stop() {
      end();
      state.value = { kind: 'picking' };
    },
    leave,
  };
}
