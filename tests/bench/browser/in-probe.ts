/** The probe's two scripts (probe.ts). Each stands alone, since only its text goes there. */

interface ProbePort {
  postMessage(message: object): void;
  disconnect(): void;
  onMessage: {
    addListener(
      listener: (message: { page?: Uint8Array; disk?: number; size?: number; isClean?: boolean }) => void,
    ): void;
  };
}
interface ProbeWorld {
  chrome: {
    runtime: {
      connect(): ProbePort;
      onConnect: { addListener(listener: (port: ProbePort) => void): void };
    };
  };
}

/** Beside the page: the event `bench-probe` orders pages over a port, as much under way as our relay has, or a job for the disk. */
export function probePage(): void {
  const { runtime } = (globalThis as unknown as ProbeWorld).chrome;
  const windowBytes = 8_388_608;
  addEventListener('bench-probe', (event) => {
    const { part, total, size } = JSON.parse((event as CustomEvent<string>).detail) as {
      part: 'port' | 'disk';
      total: number;
      size: number;
    };
    const port = runtime.connect();
    let left = total;
    let underWay = 0;
    const start = performance.now();
    const pump = (): void => {
      while (left > 0 && underWay < windowBytes) {
        port.postMessage({ page: new Uint8Array(size).fill(left & 0xff) });
        left -= size;
        underWay += size;
      }
    };
    let spent: number | undefined;
    port.onMessage.addListener(({ isClean }) => {
      underWay -= size;
      if (part === 'disk' || (left <= 0 && underWay <= 0)) spent ??= performance.now() - start;
      else pump();
      // What was written is deleted before anything else is measured.
      if (spent === undefined || (part === 'disk' && !isClean)) return;
      port.disconnect();
      dispatchEvent(new CustomEvent('bench-probed', { detail: spent }));
    });
    if (part === 'disk') port.postMessage({ disk: total, size });
    else pump();
  });
}

/** Takes pages and says so; or writes pages to a database of its own, a few to a transaction, as our recorder does. */
export function probeBackground(): void {
  const { runtime } = (globalThis as unknown as ProbeWorld).chrome;
  const groupBytes = 8_388_608;

  const settled = (request: IDBRequest | IDBTransaction): Promise<void> =>
    new Promise((resolve, reject) => {
      const name = 'oncomplete' in request ? 'oncomplete' : 'onsuccess';
      (request as unknown as Record<string, unknown>)[name] = resolve;
      request.onerror = () => reject(new Error('the database failed'));
    });

  async function writePages(total: number, size: number): Promise<void> {
    const opening = indexedDB.open('probe', 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('pages');
    await settled(opening);
    let no = 0;
    for (let written = 0; written < total;) {
      const tx = opening.result.transaction('pages', 'readwrite', { durability: 'relaxed' });
      for (let group = 0; group < groupBytes && written < total; group += size, written += size) {
        tx.objectStore('pages').put(new Uint8Array(size).fill(no & 0xff), no);
        no += 1;
      }
      await settled(tx);
    }
    opening.result.close();
  }

  runtime.onConnect.addListener((port) => {
    port.onMessage.addListener(({ disk, size }) => {
      if (disk === undefined || size === undefined) return port.postMessage({});
      void writePages(disk, size).then(() => {
        port.postMessage({});
        indexedDB.deleteDatabase('probe').onsuccess = () => port.postMessage({ isClean: true });
      });
    });
  });
}
