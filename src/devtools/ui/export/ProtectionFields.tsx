import type { ExportForm, Protection } from '../../state/export/export-form.ts';
import { Choice, Choices, Text } from '../controls/FormFields.tsx';

const PROTECTIONS: readonly [Protection, string][] = [
  ['nothing', 'Nothing'],
  ['passphrase', 'Passphrase'],
  ['recipient', 'Recipient key'],
];

/** Whom the file is sealed for. */
export function ProtectionFields({ form }: { form: ExportForm }) {
  const { format, protection } = form;
  return (
    <>
      <Choices title="Protect the file" isRow>
        {PROTECTIONS.map(([id, title]) => (
          <Choice key={id} name="export-protection" value={id} of={protection}>
            {title}
          </Choice>
        ))}
      </Choices>
      {protection.value === 'passphrase' && (
        <div class="pair">
          <Text label="Passphrase" of={form.passphrase} isSecret />
          <Text label="Passphrase again" of={form.repeated} isSecret />
        </div>
      )}
      {protection.value === 'recipient' && <Text label="Public key (otpub1…)" of={form.recipient} />}
      {protection.value !== 'nothing' && format.value !== 'onetrace' && (
        <small class="hint">This format cannot be sealed by itself: the file is opened with “one-trace unseal”.</small>
      )}
    </>
  );
}
