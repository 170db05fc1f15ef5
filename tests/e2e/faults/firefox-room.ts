/** Runs in a page of the extension: takes all the room that it has. A database that has met the limit is closed by the browser. */
export async function fillUp(): Promise<number> {
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const request = indexedDB.open('filler', 1);
      request.onupgradeneeded = () => request.result.createObjectStore('all', { autoIncrement: true });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no answer'));
    });
  const put = (db: IDBDatabase, bytes: number): Promise<boolean> =>
    new Promise((resolve) => {
      try {
        const tx = db.transaction('all', 'readwrite');
        tx.objectStore('all').put(crypto.getRandomValues(new Uint8Array(bytes)));
        tx.oncomplete = () => resolve(true);
        tx.onabort = () => resolve(false);
      } catch {
        resolve(false);
      }
    });
  let taken = 0;
  for (const bytes of [65_536, 4096]) {
    const db = await open().catch(() => undefined);
    while (db && (await put(db, bytes))) taken += bytes;
    db?.close();
  }
  return taken;
}

/** Runs in a page of the extension: gives the room back. */
export function clearUp(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('filler');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}
