/** A row that an idle connection makes: a poll, the answer to one, or a sign of life. */
export interface IdleRow {
  row: number;
  t: number;
  /** Who polls: connection and direction as one number; undefined for answers and signs of life. */
  asker: number | undefined;
}

/** A stretch of rows that says nothing but "nothing new": shown as one row. */
export interface IdleRun {
  first: number;
  last: number;
  rows: number;
  polls: number;
  /** Mean time from one poll of the same asker to its next; undefined with fewer than two. */
  apartMs: number | undefined;
}

export interface IdleCounter {
  readonly run: IdleRun;
  /** Long enough to be worth one row. */
  readonly isLong: boolean;
  /** Rows since the last poll, that poll included. */
  readonly tail: readonly number[];
  readonly lastAsker: number | undefined;
  add(row: IdleRow): void;
  /** Gives back the rows since the last poll, because that one did bring something new. */
  dropTail(): readonly number[];
}

const LEAST_POLLS = 3;
const LEAST_SIGNS = 8;
const LONGEST_TAIL = 64;

export function createIdleCounter(): IdleCounter {
  const run: IdleRun = { first: -1, last: -1, rows: 0, polls: 0, apartMs: undefined };
  const askers = new Map<number, { polls: number; since: number }>();
  let tail: number[] = [];
  let beforeTail = -1;
  let lastAsker: number | undefined;
  let most = 0;
  return {
    run,
    get isLong() {
      return most >= LEAST_POLLS || (run.polls === 0 && run.rows >= LEAST_SIGNS);
    },
    get tail() {
      return tail;
    },
    get lastAsker() {
      return lastAsker;
    },
    add({ row, t, asker }) {
      if (run.first < 0) run.first = row;
      if (asker !== undefined) {
        const of = askers.get(asker) ?? { polls: 0, since: t };
        of.polls += 1;
        askers.set(asker, of);
        if (of.polls >= most) {
          most = of.polls;
          if (of.polls > 1) run.apartMs = (t - of.since) / (of.polls - 1);
        }
        run.polls += 1;
        lastAsker = asker;
        tail = [];
        beforeTail = run.last;
      }
      if (lastAsker !== undefined) tail.push(row);
      if (tail.length > LONGEST_TAIL) {
        // So long after it, nothing more follows from that poll.
        lastAsker = undefined;
        tail = [];
      }
      run.last = row;
      run.rows += 1;
    },
    dropTail() {
      const given = tail;
      run.rows -= given.length;
      run.polls -= 1;
      run.last = beforeTail;
      tail = [];
      return given;
    },
  };
}
