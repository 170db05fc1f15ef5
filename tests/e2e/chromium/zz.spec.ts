import { test } from '../test.ts';
import { playSession } from '../session.ts';
test.use({ installLater: true, labOptions: { server: { pingInterval: 300, pongTimeout: 10_000 } } });
test('late', async ({ engine, lab }) => {
  await engine.goto(lab.pageUrl);
  await playSession(lab, engine.ask);
  await engine.install();
  const e = engine as any; const page = e.chromium.context.pages()[0]; const sw = e.chromium.context.serviceWorkers()[0];
  sw.on('console', (m: any) => console.log('sw', m.text()));
  for (let i = 0; i < 3; i++) { await new Promise((r) => setTimeout(r, 700)); console.log(await page.evaluate('typeof __ONE_TRACE__')); }
  console.log(await sw.evaluate(async () => { const c = (globalThis as any).chrome; const out: any[] = []; for (const p of new Set(c.runtime.getManifest().content_scripts.flatMap((s: any) => s.matches))) { try { out.push([p, (await c.tabs.query({ url: p })).map((t: any) => [t.id, t.url])]); } catch (e) { out.push([p, String(e)]); } } return JSON.stringify(out); }));
  console.log(await sw.evaluate(async () => { const c = (globalThis as any).chrome; const [t] = await c.tabs.query({ url: 'http://127.0.0.1/*' }); try { return JSON.stringify(await c.scripting.executeScript({ target: { tabId: t.id, allFrames: true }, files: ['/src/content/hook.iife.js'], world: 'MAIN', injectImmediately: true })); } catch (e) { return String(e); } }));
  console.log(await page.evaluate('typeof __ONE_TRACE__'));
});
