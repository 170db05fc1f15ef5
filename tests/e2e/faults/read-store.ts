/** What the extension has on disk, as plain values. */
export type StoreDump = {
  rows: { id: number; tab: number; ended: boolean; lost: number; frames: number; origin: string }[];
  /** Pages of all recordings in their order, bytes as base64. */
  pages: { recording: number; base64: string }[];
};

/** Runs in a page of the extension, in both browsers: uses nothing from around it. */
export async function readStore(): Promise<StoreDump> {
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no answer'));
    });
  const known = (await indexedDB.databases()).map(({ name }) => name);
  if (!known.includes('one-trace')) return { rows: [], pages: [] };
  const db = await asked(indexedDB.open('one-trace'));
  // Whoever wants to delete it shall not have to wait for a test.
  db.onversionchange = () => db.close();
  if (db.objectStoreNames.length === 0) {
    db.close();
    return { rows: [], pages: [] };
  }
  const tx = db.transaction(['recordings', 'pages']);
  const rows = (await asked(tx.objectStore('recordings').getAll())) as StoreDump['rows'];
  const pages = (await asked(tx.objectStore('pages').getAll())) as { recording: number; bytes: Uint8Array }[];
  db.close();
  const base64 = (bytes: Uint8Array): string => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += 32_768)
      binary += String.fromCharCode(...Array.from(bytes.slice(at, at + 32_768)));
    return btoa(binary);
  };
  return {
    rows: rows.map(({ id, tab, ended, lost, frames, origin }) => ({
      id,
      tab,
      ended: Boolean(ended),
      lost,
      frames,
      origin,
    })),
    pages: pages.map(({ recording, bytes }) => ({ recording, base64: base64(bytes) })),
  };
}
