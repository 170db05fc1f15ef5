import type { Evidence } from '../../core/contract/evidence.ts';
import { oneSigns, thisPage } from './one-signs.ts';

/**
 * Looks for signs of ONE once the page has loaded and has nothing to do; `look` does it again. In the extension's own world, where
 * the page sees nothing of it, and only for the page itself: a frame's storage is that of its site.
 */
export function watchSigns(tell: (signs: Evidence[]) => void): { look(): void } {
  const isFrame = window.top !== window;
  const look = (): void => {
    if (isFrame) return;
    void oneSigns(thisPage()).then((signs) => {
      if (signs.length > 0) tell(signs);
    });
  };
  const soon = (): void => void requestIdleCallback(look, { timeout: 2000 });
  if (document.readyState === 'complete') soon();
  else addEventListener('load', soon, { once: true });
  return { look };
}
