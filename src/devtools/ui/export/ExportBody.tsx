import type { ExportForm } from '../../state/export/export-form.ts';
import { bytes, count } from '../../state/format.ts';
import { receiptWords } from '../../state/export/sending.ts';
import { download } from '../controls/clipboard.ts';
import { ExportFields } from './ExportFields.tsx';
import { ExportPreview } from './ExportPreview.tsx';
import { usePanel } from '../PanelContext.tsx';

export interface ExportBodyProps {
  form: ExportForm;
  /** Connections whose session key is known. */
  known: number;
  /** In a sheet: it ends with the export, or without. */
  onClose?: () => void;
}

/** Format, what leaves and protection, beside exactly what leaves; and how the export goes. */
export function ExportBody({ form, known, onClose }: ExportBodyProps) {
  const { notices } = usePanel();
  const progress = form.progress.value;
  const hindrance = form.hindrance.value;

  async function send(): Promise<void> {
    const receipt = await form.send();
    if (receipt === undefined) return;
    notices.say({ text: receiptWords(receipt) });
    onClose?.();
  }

  async function run(): Promise<void> {
    const done = await form.run();
    if (done === undefined) return;
    download(done.file, done.name);
    notices.say({ text: `Exported ${done.name} (${bytes(done.file.size)})` });
    onClose?.();
  }

  return (
    <>
      <div class="export">
        <ExportFields form={form} known={known} />
        <ExportPreview form={form} />
      </div>
      {form.problem.value !== undefined && (
        <p class="error-text" role="alert">
          Not {form.isSending.value ? 'sent' : 'exported'}: {form.problem.value}
        </p>
      )}
      <div class="actions">
        {progress === undefined ? (
          <>
            <button
              type="button"
              class="button primary"
              disabled={hindrance !== undefined}
              onClick={() => void (form.isSending.value ? send() : run())}
            >
              {form.isSending.value
                ? 'Send to the collector'
                : form.protection.value === 'nothing'
                  ? 'Export unsealed'
                  : 'Seal and export'}
            </button>
            {onClose && (
              <button type="button" class="button" onClick={onClose}>
                Cancel
              </button>
            )}
            {hindrance !== undefined && <span class="second">{hindrance}</span>}
          </>
        ) : (
          <>
            <button type="button" class="button" onClick={() => form.stop()}>
              Stop
            </button>
            <span class="second" role="status">
              {count(progress.records)} records read,{' '}
              {form.isSending.value ? `${count(progress.spans ?? 0)} spans sent` : `${bytes(progress.bytes)} written`}
            </span>
          </>
        )}
      </div>
    </>
  );
}
