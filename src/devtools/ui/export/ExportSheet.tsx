import { useEffect, useMemo } from 'preact/hooks';
import { createExportForm } from '../../state/export/export-form.ts';
import { plural } from '../../state/format.ts';
import { Dialog } from '../controls/Dialog.tsx';
import { ExportBody } from './ExportBody.tsx';
import { usePanel } from '../PanelContext.tsx';

/** The export of the recording that the panel shows. */
export function ExportSheet({ onClose }: { onClose(): void }) {
  const { decoder, session, askAccess } = usePanel();
  const form = useMemo(() => createExportForm(decoder, askAccess), [decoder, askAccess]);
  useEffect(
    () => () => {
      form.stop();
      form.close();
    },
    [form],
  );
  const { columns, conns } = session.rows.value;
  const known = session.report.value.connections.filter(({ keyKnown }) => keyKnown).length;
  return (
    <Dialog title="Export the whole recording" isWide onClose={onClose}>
      <p>
        {plural(conns.count, 'connection')}, {plural(columns.frames, 'message')}
      </p>
      <ExportBody form={form} known={known} onClose={onClose} />
    </Dialog>
  );
}
