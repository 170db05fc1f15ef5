/** Runs tasks one after the other; one that fails does not stop the next. */
export type Serial = <T>(task: () => Promise<T>) => Promise<T>;

export function createSerial(): Serial {
  let turn: Promise<unknown> = Promise.resolve();
  return (task) => {
    const done = turn.then(task);
    turn = done.catch(() => undefined);
    return done;
  };
}
