import { expect, it, vi } from 'vitest';
import type { PanelMessage, PanelNotice } from '../../../../src/core/contract/panel.ts';
import { createLive } from '../../../../src/devtools/state/live/create-live.ts';
import type { LinkState } from '../../../../src/devtools/state/live/live.ts';
import { SITE } from './site-state.ts';

/** A panel without browser: what it says, and a background to answer. */
async function openPanel(first: string | null = SITE.url) {
  const said: PanelMessage[] = [];
  const shown: number[] = [];
  let reloads = 0;
  let url = first ?? undefined;
  let navigated: (url: string) => void = () => undefined;
  let notice: (notice: PanelNotice) => void = () => undefined;
  let state: (state: LinkState) => void = () => undefined;
  const live = createLive(
    {
      post: (message) => void said.push(message),
      listen: (handler) => ((notice = handler), () => undefined),
      onState: (handler) => ((state = handler), () => undefined),
    },
    {
      tabId: 7,
      reload: () => (reloads += 1),
      requestAccess: undefined,
      url: async () => url,
      onNavigated: (handler) => (navigated = handler),
    },
    {
      onRecording: (id) => void shown.push(id),
      onGrown: () => undefined,
      onKeys: () => undefined,
      onSaved: () => undefined,
      onMarked: () => undefined,
    },
  );
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  notice({ type: 'site', site: SITE });
  await settled();
  said.length = 0;
  return {
    live,
    said,
    shown,
    notice: (next: PanelNotice) => notice(next),
    reloads: () => reloads,
    silence: () => void (url = undefined),
    speak: () => void (url = SITE.url),
    navigate: (url: string) => (navigated(url), settled()),
    hear: (decrypt: boolean) => notice({ type: 'site', site: { ...SITE, decrypt } }),
    async reconnect() {
      state('connected');
      await settled();
    },
  };
}

it('reloads the page only when the background says that consent holds', async () => {
  const { live, hear, reloads } = await openPanel();
  live.decrypt(true);
  hear(false);
  expect(reloads()).toBe(0);
  hear(true);
  hear(true);
  expect(reloads()).toBe(1);
});

it('asks for decryption again when the background died over the question', async () => {
  const { live, said, reconnect } = await openPanel();
  live.decrypt(true);
  said.length = 0;
  await reconnect();
  expect(said.map(({ type }) => type)).toEqual(['watch', 'decrypt']);
});

it('says anew which page the tab shows whenever it shows another', async () => {
  const { said, navigate } = await openPanel();
  await navigate('https://elsewhere.test/');
  expect(said).toEqual([{ type: 'watch', tabId: 7, url: 'https://elsewhere.test/' }]);
});

it('does not forget where the tab went because a page that is being left gave no answer', async () => {
  const { said, navigate, reconnect, silence } = await openPanel();
  silence();
  await navigate('https://elsewhere.test/');
  await reconnect();
  expect(said.map((message) => (message.type === 'watch' ? message.url : ''))).toEqual([
    'https://elsewhere.test/',
    'https://elsewhere.test/',
  ]);
});

it('asks a page again that gave no answer, as one does that is just coming', async () => {
  const { said, speak } = await openPanel(null);
  speak();
  await vi.waitFor(() => expect(said).toEqual([{ type: 'watch', tabId: 7, url: SITE.url }]));
});

it('keeps the address that the page once told, when the page gives no answer later', async () => {
  const { said, reconnect, silence } = await openPanel();
  silence();
  await reconnect();
  expect(said).toEqual([{ type: 'watch', tabId: 7, url: SITE.url }]);
});

it('does not reload the page when decryption ends', async () => {
  const { live, hear, reloads } = await openPanel();
  hear(true);
  live.decrypt(false);
  hear(false);
  expect(reloads()).toBe(0);
});

it('shows another recording also where its database was deleted and numbers begin anew', async () => {
  const { shown, notice } = await openPanel();
  notice({ type: 'recording', id: 1, pinned: false, created: 5 });
  notice({ type: 'recording', id: 1, pinned: true, created: 5 });
  notice({ type: 'recording', id: 1, pinned: false, created: 6 });
  expect(shown).toEqual([1, 1]);
});
