import type { Firefox } from './launch.ts';
import type { Plain } from './realms.ts';

/** A further tab, behind the first: what runs in it does not bring it to the front. */
export interface FirefoxTab {
  inPage<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  close(): Promise<void>;
}

/** @param type a window has a tab of its own in it */
export async function openTab(firefox: Firefox, url: string, type: 'tab' | 'window' = 'tab'): Promise<FirefoxTab> {
  const { marionette, inTurn } = firefox;
  const current = async (): Promise<string> => {
    const answer = (await marionette.send('WebDriver:GetWindowHandle')) as { value: string };
    return answer.value;
  };
  const go = (handle: string) => marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });

  const { main, handle } = await inTurn(async () => {
    await marionette.send('Marionette:SetContext', { value: 'content' });
    const main = await current();
    const made = (await marionette.send('WebDriver:NewWindow', { type, focus: false })) as { handle: string };
    await go(made.handle);
    await marionette.send('WebDriver:Navigate', { url });
    await go(main);
    return { main, handle: made.handle };
  });

  /** Does something in the tab, and goes back to the first one. */
  const there = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await marionette.send('Marionette:SetContext', { value: 'content' });
      await go(handle);
      try {
        return await work();
      } finally {
        await go(main);
      }
    });

  return {
    inPage: (run, ...args) => there(() => firefox.runHere(run, ...args)),
    close: () => there(async () => void (await marionette.send('WebDriver:CloseWindow'))),
  };
}
