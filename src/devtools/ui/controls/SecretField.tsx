interface SecretFieldProps {
  label: string;
  /** Of the label: whether it stands beside the field or above it. */
  class: 'field' | 'inline';
  value: string;
  onInput(value: string): void;
}

/** A passphrase or a secret key: not shown, and not kept by the browser. */
export function SecretField({ label, class: className, value, onInput }: SecretFieldProps) {
  return (
    <label class={className}>
      <span class="second">{label}</span>
      <input
        type="password"
        value={value}
        autocomplete="off"
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </label>
  );
}
