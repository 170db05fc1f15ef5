/** Of each recording on disk how many frames it has and how many it lacks, without reading any. Runs in a page of the extension, in both browsers. */
export async function frameCounts(): Promise<number[]> {
  const asked = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no answer'));
    });
  const db = await asked(indexedDB.open('one-trace'));
  db.onversionchange = () => db.close();
  const rows = await asked(db.transaction('recordings').objectStore('recordings').getAll());
  db.close();
  return (rows as { frames: number; lost: number; cut?: number }[]).map(
    ({ frames, lost, cut = 0 }) => frames + lost - cut,
  );
}
