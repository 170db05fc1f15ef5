/** Functions that are measured in a page of ONE Trace: each stands alone, since only its text goes there. */

/** What is on disk, at a time in epoch milliseconds. `gone`: records that are not, with `retention` or for want of room; what is only cut is there. */
export interface Stored {
  at: number;
  frames: number;
  gone: number;
}

/** Looks at the recordings until so many frames have come to the disk; gives up after `patience` ms, and tells what there was each time. */
export async function followDisk({ frames, patience }: { frames: number; patience: number }): Promise<Stored[]> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database failed'));
    });
  // Opening a database that is not there would make an empty one.
  while (!(await indexedDB.databases()).some(({ name }) => name === 'one-trace'))
    await new Promise((resolve) => setTimeout(resolve, 50));
  const db = await settled(indexedDB.open('one-trace'));
  const seen: Stored[] = [];
  const end = performance.now() + patience;
  for (;;) {
    const rows = await settled(db.transaction('recordings').objectStore('recordings').getAll());
    const sum = (member: string): number =>
      (rows as Record<string, number>[]).reduce((total, row) => total + (row[member] ?? 0), 0);
    const now = { frames: sum('frames'), gone: sum('lost') - sum('cut') };
    seen.push({ at: performance.timeOrigin + performance.now(), ...now });
    if (now.frames + now.gone >= frames || performance.now() > end) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  db.close();
  return seen;
}

/** What the `lost` records on disk say, by reason: `retention` made room for what is newer, anything else was never on disk. */
export async function lossesOnDisk(): Promise<{ [why: string]: number }> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error('the database failed'));
    });
  const LOST = 11;
  const losses: { [why: string]: number } = {};
  const decoder = new TextDecoder();
  const db = await settled(indexedDB.open('one-trace'));
  const pages = db.transaction('pages').objectStore('pages');
  for (const key of await settled(pages.getAllKeys())) {
    const { bytes } = (await settled(db.transaction('pages').objectStore('pages').get(key))) as { bytes: Uint8Array };
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let offset = 0; offset < bytes.length;) {
      const json = view.getUint32(offset + 20, true);
      if (bytes[offset] === LOST) {
        const text = decoder.decode(bytes.subarray(offset + 40, offset + 40 + json));
        const { count, why } = JSON.parse(text) as { count: number; why: string };
        losses[why] = (losses[why] ?? 0) + count;
      }
      offset += (40 + json + view.getUint32(offset + 32, true) + 7) & ~7;
    }
  }
  db.close();
  return losses;
}
