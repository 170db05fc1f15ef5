import type { Connection } from '../connections.ts';
import { json } from '../json.ts';
import { createNotes, later, monotonic } from '../natives.ts';

const PAUSE_MS = 1000;

/**
 * Tells how much waits in an object that was sent through, a second later and again for as long as anything waits: right after a call of
 * `send` something always does. Costs nothing where nobody sends.
 */
export function createBuffered(amountOf: (object: object) => number): (object: object, connection: Connection) => void {
  const watched = createNotes<object, boolean>();

  function wait(object: object, connection: Connection, last: number): void {
    watched.set(object, true);
    later(() => {
      const amount = amountOf(object);
      if (amount !== last)
        connection.record('sample', json({ what: 'buffered', values: { bufferedAmount: amount } }), monotonic());
      if (amount > 0) wait(object, connection, amount);
      else watched.set(object, false);
    }, PAUSE_MS);
  }

  return (object, connection) => {
    if (connection.isOne && watched.get(object) !== true) wait(object, connection, 0);
  };
}
