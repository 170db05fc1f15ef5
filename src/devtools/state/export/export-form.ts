import { computed, effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { ExportChoice, ExportProgress } from '../../../core/contract/decoder.ts';
import type { RedactionLevel } from '../../../core/redact/level.ts';
import type { PreviewSample } from '../../../core/report/export-preview.ts';
import type { ExporterId } from '../../../core/report/exporters/exporter.ts';
import { readPublicKey } from '../../../core/seal/key-text.ts';
import type { Receipt } from '../../../core/report/send-otlp.ts';
import type { DecoderClient, ExportWatch } from '../decoder-client.ts';
import { createSending, type AskAccess, type Sending } from './sending.ts';
import { read, write } from '../stored.ts';

export type Protection = 'nothing' | 'passphrase' | 'recipient';
export type Destination = 'file' | 'collector';

/** What the user chooses before an export, what hinders it yet, and how it goes. Passphrases are not kept. */
export interface ExportForm {
  format: Signal<ExporterId>;
  destination: Signal<Destination>;
  /** Undefined where nothing can be sent from here. */
  sending: Sending | undefined;
  /** It goes to the collector, not into a file. */
  isSending: ReadonlySignal<boolean>;
  level: Signal<RedactionLevel>;
  keys: Signal<boolean>;
  understood: Signal<boolean>;
  protection: Signal<Protection>;
  passphrase: Signal<string>;
  repeated: Signal<string>;
  recipient: Signal<string>;
  note: Signal<string>;
  /** Undefined while it is read. */
  samples: ReadonlySignal<PreviewSample[] | undefined>;
  at: Signal<number>;
  /** Why the export cannot begin yet, in words; undefined where it can. */
  hindrance: ReadonlySignal<string | undefined>;
  progress: ReadonlySignal<ExportProgress | undefined>;
  problem: ReadonlySignal<string | undefined>;
  /** @returns undefined where it failed or was stopped; `problem` says why */
  run(): Promise<{ file: Blob; name: string } | undefined>;
  /** Instead of `run` where it goes to the collector; the same otherwise. */
  send(): Promise<Receipt | undefined>;
  stop(): void;
  /** Ends the preview. */
  close(): void;
}

const SHORTEST_PASSPHRASE = 8;

/**
 * @param askAccess absent where nothing can be sent from here
 * @param said what the note begins with
 */
export function createExportForm(decoder: DecoderClient, askAccess?: AskAccess, said = ''): ExportForm {
  const format = signal<ExporterId>('onetrace');
  const destination = signal<Destination>('file');
  const sending = askAccess && createSending(decoder, askAccess);
  const isSending = computed(
    () => sending !== undefined && format.value === 'otlp' && destination.value === 'collector',
  );
  const level = signal<RedactionLevel>('shapes');
  const keys = signal(false);
  const understood = signal(false);
  const protection = signal(read<Protection>('export-protection', 'passphrase'));
  const [passphrase, repeated, note] = [signal(''), signal(''), signal(said)];
  const recipient = signal(read('export-recipient', ''));
  const samples = signal<PreviewSample[] | undefined>(undefined);
  const at = signal(0);
  const progress = signal<ExportProgress | undefined>(undefined);
  const problem = signal<string | undefined>(undefined);
  let stopper = new AbortController();

  const withKeys = computed(() => keys.value && level.value === 'none' && format.value === 'onetrace');

  const close = effect(() => {
    const wanted = [level.value, withKeys.value] as const;
    samples.value = undefined;
    decoder.preview(...wanted).then(
      (found) => {
        if (wanted[0] !== level.peek() || wanted[1] !== withKeys.peek()) return;
        samples.value = found;
        at.value = at.peek() === 0 ? firstFrame(found) : Math.min(at.peek(), Math.max(0, found.length - 1));
      },
      () => (samples.value = []),
    );
  });

  const hindrance = computed(() => {
    if (sending && isSending.value)
      return level.value === 'none'
        ? 'a collector gets shapes or known fields, never everything'
        : sending.problem.value;
    if (level.value === 'none' && !understood.value) return 'confirm that everything may leave';
    switch (protection.value) {
      case 'nothing':
        return undefined;
      case 'passphrase':
        if (passphrase.value.length < SHORTEST_PASSPHRASE)
          return `a passphrase has at least ${SHORTEST_PASSPHRASE} characters`;
        return passphrase.value === repeated.value ? undefined : 'the passphrases differ';
      case 'recipient':
        return keyProblem(recipient.value);
    }
  });

  function choice(): ExportChoice {
    const seal =
      protection.value === 'passphrase'
        ? { seal: { passphrase: passphrase.value } }
        : protection.value === 'recipient'
          ? { seal: { publicKeys: [recipient.value.trim()] } }
          : {};
    const text = note.value.trim();
    return {
      format: format.value,
      level: level.value,
      keys: withKeys.value,
      ...(text === '' ? {} : { note: text }),
      ...seal,
    };
  }

  /** One thing at a time, told how far it is; what goes wrong is said. */
  async function attempt<Done>(work: (watch: ExportWatch) => Promise<Done>): Promise<Done | undefined> {
    stopper = new AbortController();
    problem.value = undefined;
    progress.value = { records: 0, bytes: 0 };
    try {
      return await work({ signal: stopper.signal, onProgress: (now) => void (progress.value = now) });
    } catch (error) {
      problem.value = error instanceof Error ? error.message : String(error);
      return undefined;
    } finally {
      progress.value = undefined;
    }
  }

  return {
    format,
    destination,
    sending,
    isSending,
    level,
    keys,
    understood,
    protection,
    passphrase,
    repeated,
    recipient,
    note,
    samples,
    at,
    hindrance,
    progress,
    problem,
    close,
    stop: () => stopper.abort(),
    async run() {
      write('export-protection', protection.value);
      write('export-recipient', recipient.value.trim());
      return attempt((watch) => decoder.export(choice(), watch));
    },
    send: async () => sending && attempt((watch) => sending.send(level.peek(), watch)),
  };
}

const firstFrame = (samples: readonly PreviewSample[]): number =>
  Math.max(
    0,
    samples.findIndex(({ kind }) => kind === 'frame'),
  );

function keyProblem(text: string): string | undefined {
  try {
    readPublicKey(text);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
