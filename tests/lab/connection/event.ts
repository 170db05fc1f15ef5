/** Like the library's OEvent: callable, or `.listen(fn)`, which returns its undo. */
export interface LabEvent<T> {
  (listener: (value: T) => void): () => void;
  listen(listener: (value: T) => void): () => void;
  emit(value: T): void;
}

export function createEvent<T>(): LabEvent<T> {
  const listeners = new Set<(value: T) => void>();
  const listen = (listener: (value: T) => void): (() => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  const emit = (value: T): void => {
    for (const listener of [...listeners]) listener(value);
  };
  return Object.assign((listener: (value: T) => void) => listen(listener), { listen, emit });
}
