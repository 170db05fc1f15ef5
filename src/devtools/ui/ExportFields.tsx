import type { ComponentChildren, TargetedInputEvent } from 'preact';
import type { Signal } from '@preact/signals';
import type { RedactionLevel } from '../../core/redact/level.ts';
import { EXPORTERS } from '../../core/report/exporters/table.ts';
import type { ExportForm, Protection } from '../state/export-form.ts';
import { usePanel } from './PanelContext.tsx';

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

const PROTECTIONS: readonly [Protection, string][] = [
  ['nothing', 'Nothing'],
  ['passphrase', 'Passphrase'],
  ['recipient', 'Recipient key'],
];

export function ExportFields({ form }: { form: ExportForm }) {
  const { session } = usePanel();
  const { format, level, keys, understood, protection, note } = form;
  const known = session.report.value.connections.filter(({ keyKnown }) => keyKnown).length;
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
      <Text label="Note for whoever reads it" of={note} />
    </div>
  );
}

function Choices(props: { title: string; isRow?: boolean; children: ComponentChildren }) {
  return (
    <fieldset class={props.isRow ? 'choices row-wise' : 'choices'}>
      <legend>{props.title}</legend>
      {props.children}
    </fieldset>
  );
}

interface ChoiceProps<Value extends string> {
  name: string;
  value: Value;
  of: Signal<Value>;
  title?: string;
  children: ComponentChildren;
}

function Choice<Value extends string>({ name, value, of, title, children }: ChoiceProps<Value>) {
  return (
    <label class="check" title={title}>
      <input type="radio" name={name} checked={of.value === value} onChange={() => (of.value = value)} />
      <span>{children}</span>
    </label>
  );
}

function Check(props: { of: Signal<boolean>; isDisabled?: boolean; children: ComponentChildren }) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={props.of.value}
        disabled={props.isDisabled}
        onChange={({ currentTarget }) => (props.of.value = currentTarget.checked)}
      />
      <span>{props.children}</span>
    </label>
  );
}

function Text({ label, of, isSecret = false }: { label: string; of: Signal<string>; isSecret?: boolean }) {
  const common = { value: of.value, spellcheck: false, onInput: take };
  return (
    <label class="field">
      <span class="second">{label}</span>
      {isSecret ? (
        <input type="password" autocomplete="new-password" {...common} />
      ) : (
        <input type="text" autocomplete="off" {...common} />
      )}
    </label>
  );

  function take({ currentTarget }: TargetedInputEvent<HTMLInputElement>): void {
    of.value = currentTarget.value;
  }
}
