import { test } from '../test.ts';
import { playSession } from '../session.ts';
test('cap', async ({ engine, lab }) => {
  const e = engine as any;
  await e.goto(lab.pageUrl);
  await playSession(lab, e.ask);
  await new Promise((r) => setTimeout(r, 1500));
  const uuid = await e.firefox.inChrome((id: string) => (globalThis as any).WebExtensionPolicy.getByID(id).mozExtensionHostname, e.firefox.addonId); 
  console.log(await e.firefox.inChrome(() => (globalThis as any).Services.console.getMessageArray().map((m: any) => String(m.message ?? m).slice(0, 300)).slice(-12).join('\n')));
  await e.firefox.navigate('moz-extension://' + uuid + '/src/grant/grant.html');
  console.log((await e.firefox.inPage(() => (async () => { const db: any = await new Promise((r) => { const q = indexedDB.open('one-trace'); q.onsuccess = () => r(q.result); });
      const rows: any = await new Promise((r) => { const q = db.transaction('pages').objectStore('pages').getAll(); q.onsuccess = () => r(q.result); }); db.close();
      return JSON.stringify([...db.objectStoreNames]) + JSON.stringify(rows.slice(0,6).map((r: any) => Object.fromEntries(Object.entries(r).map(([k, v]: any) => [k, v?.byteLength !== undefined ? new TextDecoder().decode(v).replace(/[^ -~]+/g, '.') : v])))); })())).slice(0, 3000));
});
