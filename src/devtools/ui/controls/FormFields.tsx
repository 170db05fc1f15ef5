import type { ComponentChildren, TargetedInputEvent } from 'preact';
import type { Signal } from '@preact/signals';

export function Choices(props: { title: string; isRow?: boolean; children: ComponentChildren }) {
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

export function Choice<Value extends string>({ name, value, of, title, children }: ChoiceProps<Value>) {
  return (
    <label class="check" title={title}>
      <input type="radio" name={name} checked={of.value === value} onChange={() => (of.value = value)} />
      <span>{children}</span>
    </label>
  );
}

export function Check(props: { of: Signal<boolean>; isDisabled?: boolean; children: ComponentChildren }) {
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

export function Text({ label, of, isSecret = false }: { label: string; of: Signal<string>; isSecret?: boolean }) {
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
