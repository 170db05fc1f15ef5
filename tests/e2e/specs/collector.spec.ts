import { startCollector, type Collector } from '../collector.ts';
import { playSession } from '../session.ts';
import { test, expect } from '../test.ts';

let collector: Collector;
test.beforeEach(async () => {
  collector = await startCollector();
});
test.afterEach(() => collector.close());

test('a session goes to the collector of the team, as shapes, when it is sent and not before', async ({
  panel,
  engine,
  engineName,
  lab,
}) => {
  await playSession(lab, engine.ask);
  await expect.poll(() => panel.capturedFrames()).toBeGreaterThan(20);
  await panel.press('button', 'Export…');
  await panel.press('radio', 'OTLP');
  await panel.press('radio', 'A collector');
  await panel.fill('OTLP/HTTP address', collector.url);
  await panel.fill('Header', 'Authorization: Bearer of-the-team');
  expect(collector.taken).toEqual([]);
  await panel.press('button', 'Send to the collector');

  if (engineName === 'firefox') {
    // What leaves is a permission of its own there, and its prompt cannot be pressed headless: nothing may leave.
    await expect.poll(() => panel.alert()).toContain('a page has opened that asks for access to the collector');
    expect(collector.taken).toEqual([]);
    return;
  }
  await expect.poll(() => panel.notice()).toMatch(/^\d+ spans sent/);
  expect(collector.taken.map(({ headers }) => headers.authorization)).toEqual(['Bearer of-the-team']);
  const [{ body = '' } = {}] = collector.taken;
  expect(body).toContain('{"stringValue":"shapes"}');
  expect(body).toContain('"name":"encryption"');
  expect(body).not.toContain('@example.test');
});
