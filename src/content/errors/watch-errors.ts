import { getter } from '../../core/trace/captured.ts';
import { cleanUrl } from '../../core/trace/clean-url.ts';
import { apply, listen } from '../natives.ts';
import type { ErrorsPart, Room } from '../room.ts';
import { createLineBudget } from './line-budget.ts';
import { said } from './said.ts';
import { shortLine, substring } from './short-line.ts';

const UNCAUGHT = 'Uncaught ';
const messageOf = getter(ErrorEvent.prototype, 'message');
const fileOf = getter(ErrorEvent.prototype, 'filename');
const lineOf = getter(ErrorEvent.prototype, 'lineno');
const reasonOf = getter(PromiseRejectionEvent.prototype, 'reason');

/**
 * Notes what the console of the page shows as an error: exceptions and rejections that nobody caught, and what is said by console.error. Events
 * are only listened to; console.error gets a stand-in as every native of ours (patch.ts), which reads its arguments without running their code.
 */
export function watchErrors(room: Room): ErrorsPart {
  const mayKeep = createLineBudget();
  let isPatched = false;

  function note(text: string): void {
    if (mayKeep()) room.hook?.note('console', text);
    else room.hook?.lose(1, 'the console had more errors than are kept');
  }

  function onError(event: Event): void {
    if (!event.isTrusted) return;
    try {
      const message = bare(messageOf(event as ErrorEvent));
      const file = fileOf(event as ErrorEvent);
      const at = file === '' ? '' : ` at ${cleanUrl(file)}:${lineOf(event as ErrorEvent)}`;
      note(`uncaught: ${shortLine(message)}${at}`);
    } catch {
      // no ErrorEvent: an image or a script that could not be loaded
    }
  }

  function onRejection(event: Event): void {
    if (event.isTrusted) note(`unhandled rejection: ${shortLine(said(reasonOf(event as PromiseRejectionEvent)))}`);
  }

  function patchConsole({ patch }: NonNullable<Room['hook']>): void {
    isPatched = true;
    patch(console, 'error', (native, self, args) => {
      try {
        note(`console.error: ${shortLine(joined(args))}`);
      } catch {
        // never the page's concern
      }
      return apply(native, self, args) as unknown;
    });
  }

  const undo: (() => void)[] = [];
  return {
    listen() {
      undo[0] = listen(globalThis, 'error', onError);
      undo[1] = listen(globalThis, 'unhandledrejection', onRejection);
      if (room.hook !== undefined && !isPatched) patchConsole(room.hook);
    },
    leave() {
      undo[0]?.();
      undo[1]?.();
    },
  };
}

/** Chromium says that it is uncaught in the message, too; Firefox does not. */
const bare = (message: string): string =>
  substring(message, 0, UNCAUGHT.length) === UNCAUGHT ? substring(message, UNCAUGHT.length) : message;

/** As the console joins them; of a line with a style (`%c`) without the style. */
function joined(args: unknown[]): string {
  let out = '';
  for (let at = 0; at < args.length && at < 16; at += 1) {
    const text = said(args[at]);
    if (at === 1 && out[0] === '%' && out[1] === 'c') continue;
    out += at === 0 ? text : ` ${text}`;
  }
  return out;
}
