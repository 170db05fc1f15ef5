import { test } from '../test.ts';
import { playSession } from '../session.ts';
test.use({ installLater: true, labOptions: { server: { pingInterval: 300, pongTimeout: 10_000 } } });
test('late', async ({ engine, lab }) => {
  await engine.goto(lab.pageUrl);
  await playSession(lab, engine.ask);
  await engine.install();
  const e = engine as any;
  for (let i = 0; i < 3; i++) { await new Promise((r) => setTimeout(r, 1000)); console.log(await e.firefox.inPage(() => typeof (globalThis as any).__ONE_TRACE__)); }
  const panel = await engine.openPanel();
  await new Promise((r) => setTimeout(r, 3000));
  console.log((await panel.everythingShown()).slice(0, 100));
  console.log(await e.firefox.inChrome(() => (globalThis as any).Services.console.getMessageArray().map((m: any) => String(m.message ?? m).slice(0, 300)).filter((s: string) => /ACC|RELAY|HOOK|rror/.test(s)).join('\n')));
});
