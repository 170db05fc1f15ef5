/**
 * Runs tasks in the order in which they came, though some have to wait: the bytes of a Blob are read later, and everything that happens
 * on its connection meanwhile must not overtake it.
 */
export interface InOrder {
  readonly isWaiting: boolean;
  run(task: () => void): void;
  /** Takes a place in the queue; the task given later runs when everything before it has. */
  hold(): (task: () => void) => void;
}

interface Place {
  task: (() => void) | undefined;
  next: Place | undefined;
}

export function createInOrder(): InOrder {
  let first: Place | undefined;
  let last: Place | undefined;

  function add(task: (() => void) | undefined): Place {
    const place: Place = { task, next: undefined };
    if (last === undefined) first = place;
    else last.next = place;
    last = place;
    return place;
  }

  function drain(): void {
    while (first?.task !== undefined) {
      const { task } = first;
      first = first.next;
      if (first === undefined) last = undefined;
      task();
    }
  }

  return {
    get isWaiting() {
      return first !== undefined;
    },
    run(task) {
      if (first === undefined) task();
      else add(task);
    },
    hold() {
      const place = add(undefined);
      return (task) => {
        if (place.task !== undefined) return;
        place.task = task;
        drain();
      };
    },
  };
}
