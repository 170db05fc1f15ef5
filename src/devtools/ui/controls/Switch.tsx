export function Switch({ label, isOn, onChange }: { label: string; isOn: boolean; onChange(on: boolean): void }) {
  return (
    <button
      type="button"
      class="switch"
      role="switch"
      aria-checked={isOn}
      aria-label={label}
      onClick={() => onChange(!isOn)}
    />
  );
}
