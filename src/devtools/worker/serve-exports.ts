import type { Channel } from '../../core/contract/channel.ts';
import type { DecoderCommand, DecoderEvent, ExportProgress } from '../../core/contract/decoder.ts';
import { previewExport } from '../../core/report/export-preview.ts';
import { exportRecording, exportSource, type Exporting } from './export-recording.ts';
import type { KeyRing } from './key-ring.ts';
import type { OpenRecording } from './open-origin.ts';
import { troubleOf } from './recording-file.ts';
import { sendRecording } from './send-recording.ts';

type Command<Type> = Extract<DecoderCommand, { type: Type }>;

/** Answers for exports and previews of the recording that is open when they are asked for. */
export function serveExports(
  channel: Channel<DecoderEvent, DecoderCommand>,
  opened: () => OpenRecording | undefined,
  keys: KeyRing,
) {
  const running = new Map<number, AbortController>();

  async function answer(id: number, work: (open: OpenRecording) => Promise<DecoderEvent>): Promise<void> {
    const open = opened();
    try {
      if (open === undefined) throw new Error('nothing is open');
      channel.post(await work(open));
    } catch (error) {
      channel.post({ type: 'export-failed', id, trouble: troubleOf(error) });
    }
  }

  /** Until it is through or stopped. */
  async function run(
    id: number,
    work: (open: OpenRecording, exporting: Exporting) => Promise<DecoderEvent>,
  ): Promise<void> {
    const stopper = new AbortController();
    const { signal } = stopper;
    running.set(id, stopper);
    const onProgress = (progress: ExportProgress): void => channel.post({ type: 'exporting', id, progress });
    await answer(id, (open) => work(open, { signal, onProgress }));
    running.delete(id);
  }

  return {
    run: ({ id, choice }: Command<'export'>): Promise<void> =>
      run(id, async (open, exporting) => ({
        type: 'exported',
        id,
        ...(await exportRecording(open, keys, choice, exporting)),
      })),
    send: ({ id, choice }: Command<'send'>): Promise<void> =>
      run(id, async (open, exporting) => ({
        type: 'sent',
        id,
        receipt: await sendRecording(open, keys, choice, exporting),
      })),
    stop: (id: number): void => running.get(id)?.abort(new Error('the export was stopped')),
    preview: ({ id, level, keys: withKeys }: Command<'preview'>): Promise<void> =>
      answer(id, async (open) => ({
        type: 'previewed',
        id,
        samples: await previewExport(exportSource(open, keys), level, withKeys),
      })),
  };
}
