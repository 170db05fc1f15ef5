import { chromiumEngine } from './engine.ts';
import { extensionDir } from '../extension-dir.ts';
import { playSession } from '../session.ts';
import { startLab } from '../../lab/server.ts';
import { shortTiming } from '../../lab/peer/timing.ts';
import { test } from '@playwright/test';
test('cap', async () => {
  const lab = await startLab({ peer: { timing: shortTiming } });
  const e = await chromiumEngine({ extension: extensionDir('chrome'), look: { dock: 'bottom', theme: 'light' }, headless: true });
  const page = e.chromium.context.pages()[0]!; page.on('console', (m) => console.log('page', m.text()));
  const sw = e.chromium.context.serviceWorkers()[0]!; sw.on('console', (m) => console.log('sw', m.text()));
  await e.goto(lab.pageUrl);
  await playSession(lab, e.ask);
  await e.ask('close');
  const t = await e.ask('truth'); console.log(t.connections.map((c) => c.entries.filter((x) => x.kind === 'frame').length));
  await new Promise((r) => setTimeout(r, 1500));
  console.log(JSON.stringify(await sw.evaluate(async () => {
    const dbs = await indexedDB.databases();
    const out: any = { dbs };
    for (const { name } of dbs) {
      const db: any = await new Promise((r) => { const q = indexedDB.open(name!); q.onsuccess = () => r(q.result); });
      for (const s of db.objectStoreNames) out[name + '/' + s] = await new Promise((r) => { const q = db.transaction(s).objectStore(s).getAll(); q.onsuccess = () => r(q.result); });
    }
    return out;
  }), (k, v) => (v?.byteLength ?? (v && typeof v === 'object' && '0' in v && '100' in v ? 'bytes' : v)), 1).slice(0, 6000));
  await e.close(); await lab.close();
});
