import type { RedactionLevel } from '../../../core/redact/level.ts';
import { EXPORTERS } from '../../../core/report/exporters/table.ts';
import type { ExportForm } from '../../state/export/export-form.ts';
import { CollectorFields } from './CollectorFields.tsx';
import { Check, Choice, Choices, Text } from '../controls/FormFields.tsx';
import { ProtectionFields } from './ProtectionFields.tsx';

const LEVELS: readonly [RedactionLevel, string, string][] = [
  [
    'shapes',
    'Shapes only',
    'Times, sizes, names, states, close reasons with their variable parts masked. No content, no key. Enough for most bug reports.',
  ],
  [
    'fields',
    'Known fields',
    'Besides these the known fields of known messages. Ids and keys are replaced, so that equal ones stay equal.',
  ],
  [
    'none',
    'Everything',
    'As it was captured: addresses, public keys, everything that was not encrypted. Whoever has the session keys can read the rest.',
  ],
];

/** `known`: connections whose session key is known. */
export function ExportFields({ form, known }: { form: ExportForm; known: number }) {
  const { format, level, keys, understood, note } = form;
  const isEverything = level.value === 'none';
  return (
    <div class="export-fields">
      <Choices title="Format" isRow>
        {EXPORTERS.map(({ id, name, title }) => (
          <Choice key={id} name="export-format" value={id} of={format} title={title}>
            {name}
          </Choice>
        ))}
      </Choices>
      {format.value === 'otlp' && form.sending && <CollectorFields form={form} sending={form.sending} />}
      <Choices title="What leaves">
        {LEVELS.map(([id, title, hint]) => (
          <Choice key={id} name="export-level" value={id} of={level}>
            {title}
            <small class="hint">{hint}</small>
          </Choice>
        ))}
      </Choices>
      {isEverything && (
        <>
          <Check of={understood}>I know that this file may hold personal data and secrets.</Check>
          {format.value === 'onetrace' && (
            <Check of={keys} isDisabled={known === 0}>
              Add the session keys ({known})
              <small class="hint">
                Whoever opens the file can then read names, messages, tokens: everything that was encrypted.
              </small>
            </Check>
          )}
        </>
      )}
      {form.isSending.value ? null : (
        <>
          <ProtectionFields form={form} />
          <Text label="Note for whoever reads it" of={note} />
        </>
      )}
    </div>
  );
}
