const open = new Set<FakeChannel>();

/** A BroadcastChannel whose messages arrive at once: all others of the name hear what one says. */
export class FakeChannel extends EventTarget {
  readonly name: string;
  onmessage: ((event: MessageEvent) => void) | null = null;

  constructor(name: string) {
    super();
    this.name = name;
    open.add(this);
  }

  postMessage(said: unknown): void {
    for (const other of [...open]) {
      if (other === this || other.name !== this.name) continue;
      const event = new MessageEvent('message', { data: structuredClone(said) });
      other.onmessage?.(event);
      other.dispatchEvent(event);
    }
  }
}
