const PREFIX = 'one-trace.';

/** What stays per profile: layout, time mode, last tab, recent filters. Where storage is refused, it lasts as long as the panel. */
export function read<Value>(name: string, otherwise: Value): Value {
  try {
    const text = globalThis.localStorage?.getItem(PREFIX + name);
    return text == null ? otherwise : (JSON.parse(text) as Value);
  } catch {
    return otherwise;
  }
}

export function write(name: string, value: unknown): void {
  try {
    globalThis.localStorage?.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    // Refused or full: then it is not kept.
  }
}

export function clearStored(): void {
  try {
    const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
    for (const name of names) if (name?.startsWith(PREFIX)) localStorage.removeItem(name);
  } catch {
    // Refused: then nothing was kept either.
  }
}
