import { ICONS, type IconName } from './icons.ts';

/** A drawing; with a `label` it stands for words, without one it only accompanies them. */
export function Icon({ name, small, label }: { name: IconName; small?: boolean; label?: string }) {
  const role = label === undefined ? { 'aria-hidden': true as const } : { role: 'img' as const, 'aria-label': label };
  return (
    <svg class={small ? 'icon small' : 'icon'} viewBox="0 0 16 16" {...role}>
      {label !== undefined && <title>{label}</title>}
      {ICONS[name].map((path) => (
        <path key={path} d={path.replace('*', '')} class={path.startsWith('*') ? 'solid' : undefined} />
      ))}
    </svg>
  );
}
