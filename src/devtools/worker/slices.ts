/** Cuts long work into slices, so that messages which wait (the next key, another recording) are heard in between. */
export interface Slices {
  /** True once the slice is used up: then `rest`. */
  spent(): boolean;
  rest(): Promise<void>;
}

export function createSlices(ms = 12, now: () => number = () => performance.now()): Slices {
  let until = now() + ms;
  return {
    spent: () => now() >= until,
    async rest() {
      await nextTask();
      until = now() + ms;
    },
  };
}

/** A task later. Not setTimeout: nested timers are held back to 4 ms each. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
