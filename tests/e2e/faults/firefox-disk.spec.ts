import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openExtensionPage } from '../firefox/engine.ts';
import { firefoxSubject } from './firefox-subject.ts';
import { tell } from './outcomes.ts';
import { lostIn, wireOfRecords } from './recordings.ts';
import { expect, test } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

test('Firefox: the disk is full for a while: the page does not notice, and what is missing is counted', async ({
  lab,
}) => {
  const subject = await firefoxSubject({ isLimited: true });
  const { engine } = subject;
  await engine.goto(lab.pageUrl);
  const panel = await engine.openPanel();
  const traffic = await startTraffic(lab, engine.ask);
  await traffic.exchange(200);
  const reader = await openExtensionPage(engine.firefox);
  expect(await reader.inPage(fillUp)).toBeGreaterThan(1_000_000);
  await traffic.exchange(4000);
  await expect.poll(() => panel.everythingShown()).toContain('is full');
  await reader.inPage(clearUp);
  await reader.close();
  await traffic.exchange(200);
  await engine.ask('close');
  const truth = await traffic.truth();
  const records = async () => (await subject.disk()).at(-1)?.records ?? [];
  await expect
    .poll(async () => countOf(wireOfRecords(await records())) + lostIn(await records()), { timeout: 60_000 })
    .toBe(countOf(truth));
  const kept = await records();
  tell({ browser: 'firefox', sent: countOf(truth), recorded: countOf(wireOfRecords(kept)), lost: lostIn(kept) });
  expect(wireOfRecords(kept)).toEqual(truth);
  await subject.close();
});

test('Firefox: the database is damaged on disk: the next start records again', async ({ lab }) => {
  const subject = await firefoxSubject();
  await subject.engine.goto(lab.pageUrl);
  const first = await startTraffic(lab, subject.engine.ask);
  const before = countOf(await first.truth());
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
  await subject.killAndRestart(async (profile) => {
    const storage = join(profile, 'storage/default');
    const names = await readdir(storage, { recursive: true });
    const files = names.filter((name) => name.startsWith('moz-extension') && /\.sqlite(-wal)?$/.test(name));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) await writeFile(join(storage, file), Buffer.alloc(65_536, 0xa5));
  });
  await subject.engine.goto(lab.pageUrl);
  const second = await startTraffic(lab, subject.engine.ask);
  await second.exchange(100);
  await subject.engine.ask('close');
  const truth = await second.truth();
  const kept = async () => wireOfRecords((await subject.disk()).at(-1)?.records ?? []);
  await expect.poll(async () => countOf(await kept())).toBe(countOf(truth));
  tell({ browser: 'firefox', sent: countOf(truth), recorded: countOf(await kept()), lost: 0 });
  expect(await kept()).toEqual(truth);
  await subject.close();
});

/** Takes all the room that the extension has. A database that has met the limit is closed by the browser. */
async function fillUp(): Promise<number> {
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

function clearUp(): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('filler');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}
