import { test } from '../test.ts';
import { playSession } from '../session.ts';
import { scheduleDeaths } from '../deaths.ts';
import { framesOf } from '../trace-file.ts';
import { rootHash } from '../../lab/chum/store.ts';
test('cap', async ({ engine, lab, engineName }) => {
  test.setTimeout(120000);
  const e = engine as any;
  await e.goto(lab.pageUrl);
  const { peer } = await playSession(lab, e.ask);
  const n = engineName === 'chromium' ? 20000 : 6000;
  const d = scheduleDeaths(lab.server, engineName === 'chromium' ? 10 : 4, n, () => engine.killBackground());
  const t0 = Date.now();
  console.log(await engine.ask('exchange', n, peer.store.roots.map(rootHash).at(-1)!));
  console.log('exchange', Date.now() - t0); await d.done(); console.log('deaths', Date.now() - t0);
  await e.ask('close');
  const truth = framesOf(JSON.parse(await engine.ask('truthJson'))); console.log(engineName, truth.map((c) => [c.length, c.reduce((a, b) => a + b.size, 0)].join()).join(' '), 'total', truth.flat().length);
  const read = () => (async () => { const db: any = await new Promise((r) => { const q = indexedDB.open('one-trace'); q.onsuccess = () => r(q.result); });
      const rows: any = await new Promise((r) => { const q = db.transaction('recordings').objectStore('recordings').getAll(); q.onsuccess = () => r(q.result); }); db.close();
      return JSON.stringify(rows.map((r: any) => [r.frames, r.bytes, r.lost, r.pages, r.conns])); })();
  for (let i = 0; i < 12; i++) {
    await new Promise((r) => setTimeout(r, 500));
    if (engineName === 'chromium') { const p = i === 0 ? await e.chromium.context.newPage() : e.chromium.context.pages().at(-1); if (i === 0) await p.goto('chrome-extension://' + e.chromium.extensionId + '/src/grant/grant.html'); console.log(i, await p.evaluate(read)); }
    else { if (i === 0) { const uuid = await e.firefox.inChrome((id: string) => (globalThis as any).WebExtensionPolicy.getByID(id).mozExtensionHostname, e.firefox.addonId); await e.firefox.navigate('moz-extension://' + uuid + '/src/grant/grant.html'); } console.log(i, await e.firefox.inPage(read)); }
  }
});
