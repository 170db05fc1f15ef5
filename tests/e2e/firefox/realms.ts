import type { Marionette } from './marionette.ts';

/** What travels into a browser realm and back. */
export type Plain = null | undefined | boolean | number | string | Plain[] | { [key: string]: Plain };

/** Runs a function of ours inside the browser: its source goes over, so it may use nothing from around it but its arguments. */
export interface Realms {
  /** In the window of the tab's page, its own globals visible. */
  inPage<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** In Firefox's own window, with its privileges. */
  inChrome<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
  /** For work of several commands: nobody else's come between. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
  /** Inside such work: in the page that the session looks at now. */
  runHere<A extends Plain[], R>(run: (...args: A) => R, ...args: A): Promise<Awaited<R>>;
}

const SCRIPT_LIMIT_MS = 90_000;

export function createRealms(marionette: Marionette): Realms {
  // The context is a state of the session: commands that need different ones must not interleave.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  return {
    inPage: (run, ...args) => inTurn(() => execute(marionette, 'content', String(run), args)),
    inChrome: (run, ...args) => inTurn(() => execute(marionette, 'chrome', String(run), args)),
    inTurn,
    runHere: (run, ...args) => execute(marionette, 'content', String(run), args),
  };
}

type Outcome = { value?: unknown; error?: string };

async function execute<R>(marionette: Marionette, context: string, run: string, args: Plain[]): Promise<Awaited<R>> {
  await marionette.send('Marionette:SetContext', { value: context });
  const script = `
    const done = arguments[arguments.length - 1];
    const args = [...arguments].slice(0, -1);
    (async () => (${run})(...args))().then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + error?.stack }));`;
  const answer = (await marionette.send('WebDriver:ExecuteAsyncScript', {
    script,
    args,
    scriptTimeout: SCRIPT_LIMIT_MS,
  })) as { value: Outcome };
  if (answer.value.error !== undefined) throw new Error(answer.value.error);
  return answer.value.value as Awaited<R>;
}
