import type { Exporter } from './exporters/exporter.ts';
import { prepareExport, prepareRecords, type ExportSource, type Leaving, type Progress } from './prepare-export.ts';

/** A recording in a format, as it may leave: in chunks, as they are asked for. @throws the reason of `signal` */
export async function* writeExport(
  exporter: Exporter,
  source: ExportSource,
  choice: Leaving,
  progress: Progress = {},
): AsyncGenerator<string | Uint8Array> {
  const { signal } = progress;
  yield* exporter.tells === 'records'
    ? exporter.write(await prepareRecords(source, choice, progress), signal)
    : exporter.write(await prepareExport(source, choice, progress), signal);
}
