import browser, { type Tabs } from 'webextension-polyfill';
import { flash } from './badge.ts';
import type { Marks } from './recorder/marks.ts';
import type { Recorder } from './recorder/recorder.ts';
import type { Saving } from './recorder/saving.ts';

/** Names as the manifest has them under `commands`. */
const MARK = 'mark';
const SAVE = 'save-recent';
const SAVED_MS = 300_000;

export interface CommandsDeps {
  marks: Marks;
  saving: Saving;
  recorder: Recorder;
  report(error: unknown): void;
}

/** Keyboard shortcuts of the browser itself: they work where no panel is open; the badge says whether there was anything to act on. */
export function listenToCommands({ marks, saving, recorder, report }: CommandsDeps): void {
  async function run(command: string, tab: number): Promise<void> {
    switch (command) {
      case MARK:
        return flash(tab, (await marks.set(tab, { text: 'from the keyboard' })) ? 'mark' : 'none');
      case SAVE: {
        await recorder.settle(tab);
        return flash(tab, (await saving.recent(tab, SAVED_MS)) ? 'saved' : 'none');
      }
    }
  }

  browser.commands.onCommand.addListener((command: string, tab?: Tabs.Tab) => {
    void (async () => {
      const [active] = tab ? [tab] : await browser.tabs.query({ active: true, lastFocusedWindow: true });
      if (active?.id !== undefined) await run(command, active.id);
    })().catch(report);
  });
}
