import { computed, signal, type ReadonlySignal } from '@preact/signals';

export type Theme = 'light' | 'dark';

/** The theme of DevTools where it says one, else that of the system. */
export function createTheme(devtools: string | undefined): ReadonlySignal<Theme> {
  const query = globalThis.matchMedia?.('(prefers-color-scheme: dark)');
  const prefersDark = signal(query?.matches === true);
  query?.addEventListener('change', ({ matches }) => {
    prefersDark.value = matches;
  });
  // Chromium says `default` for light and for "as the system", Firefox says `light` or `dark`.
  return computed(() => {
    if (devtools === 'dark' || devtools === 'light') return devtools;
    return prefersDark.value ? 'dark' : 'light';
  });
}
