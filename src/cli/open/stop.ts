/** Ctrl+C, a polite kill, and a terminal that was closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Stop {
  /** Resolves when the user wants the command to end. A second signal ends the program at once. */
  asked: Promise<void>;
  undo(): void;
}

export function listenForStop(): Stop {
  let undo = (): void => {};
  const asked = new Promise<void>((resolve) => {
    const onSignal = (): void => {
      undo();
      resolve();
    };
    undo = () => SIGNALS.forEach((signal) => process.off(signal, onSignal));
    SIGNALS.forEach((signal) => process.on(signal, onSignal));
  });
  return { asked, undo: () => undo() };
}
