import { useEffect, useMemo } from 'preact/hooks';
import type { TraceReport } from '../../../core/contract/decoder.ts';
import type { RecordingRow } from '../../../core/store/store.ts';
import { createExportForm } from '../../state/export/export-form.ts';
import type { RecordingReader } from '../../state/recordings/recording-reader.ts';
import { ExportBody } from '../export/ExportBody.tsx';
import { usePanel } from '../PanelContext.tsx';

/** The export of a recording that the panel need not show for it. */
export function RecordingExport(props: { row: RecordingRow; reader: RecordingReader; report: TraceReport }) {
  const { row, reader, report } = props;
  const { askAccess } = usePanel();
  const form = useMemo(() => createExportForm(reader.decoder, askAccess, row.note), [reader]);
  useEffect(
    () => () => {
      form.stop();
      form.close();
    },
    [form],
  );
  return (
    <>
      <h3>Export</h3>
      <ExportBody form={form} known={report.connections.filter(({ keyKnown }) => keyKnown).length} />
    </>
  );
}
