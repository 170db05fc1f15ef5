import type { Destination, ExportForm } from '../../state/export/export-form.ts';
import type { Sending } from '../../state/export/sending.ts';
import { Choice, Choices, Text } from '../controls/FormFields.tsx';

const DESTINATIONS: readonly [Destination, string][] = [
  ['file', 'A file'],
  ['collector', 'A collector'],
];

/** Into a file, or to the OpenTelemetry collector of the team. */
export function CollectorFields({ form, sending }: { form: ExportForm; sending: Sending }) {
  return (
    <>
      <Choices title="Where to" isRow>
        {DESTINATIONS.map(([id, title]) => (
          <Choice key={id} name="export-destination" value={id} of={form.destination}>
            {title}
          </Choice>
        ))}
      </Choices>
      {form.isSending.value && (
        <>
          <Text label="OTLP/HTTP address (https://collector.example:4318)" of={sending.url} />
          <Text label="Header, where the collector wants one (Authorization: Bearer …)" of={sending.header} isSecret />
          <small class="hint">
            Sent now and only now. The browser asks once whether ONE Trace may reach that address. Address and header
            are kept in this browser profile.
          </small>
        </>
      )}
    </>
  );
}
