import type { Page } from '@playwright/test';
import { startSeedServer, type SeedServer } from '../../lab/seed/seed-server.ts';
import { expect, test as base } from './fixtures.ts';
import { seedBlock, seedBlocks, seedExpressions } from './seed-blocks.ts';

/**
 * Every JavaScript block of the seed document, word by word, in a page with hook and page API. `Connection` and its plugins are a stand-in
 * (in-page/seed-library.ts), since the library's differ from the document; the peer is the lab's, in the document's dialect.
 */
const SECRET = 'secret';
const INVITE = 'invite';

const test = base.extend<{ peer: SeedServer }>({
  peer: async ({}, use) => {
    const peer = await startSeedServer('bob', { secret: SECRET, invite: INVITE, objects: ['a', 'b', 'c'] });
    await use(peer);
    peer.stop();
  },
});

const paste = (page: Page, peer: SeedServer, secret = SECRET, invite = INVITE): Promise<string> =>
  page.evaluate(([url, ...proofs]) => seedLibrary.processInvite(url, ...proofs), [peer.url, secret, invite] as const);

interface Scene {
  /** What the block logs; each call of console.log with its arguments. */
  logged: unknown[][];
  timers: (() => void)[];
  cleared: number;
  /** Milliseconds that Date.now() is ahead. */
  skew: number;
  /** What the block finds under these names instead of the page's. */
  given: object;
}

declare global {
  var scene: Scene;
}

const SHADOWED =
  'console, setTimeout, setInterval, clearInterval, Date, Connection, EncryptionPlugin, CompressionPlugin';

/** Runs a block with a console and timers that the test controls. `before` declares what the document declared further up. */
async function run(page: Page, code: string, before = ''): Promise<void> {
  await page.evaluate(() => {
    const scene: Scene = { logged: [], timers: [], cleared: 0, skew: 0, given: {} };
    class ShiftedDate extends Date {
      static override now(): number {
        return super.now() + scene.skew;
      }
    }
    scene.given = {
      ...seedLibrary,
      console: { log: (...args: unknown[]): void => void scene.logged.push(args) },
      setTimeout: (callback: () => void) => scene.timers.push(callback),
      setInterval: (callback: () => void) => scene.timers.push(callback),
      clearInterval: () => (scene.cleared += 1),
      Date: ShiftedDate,
    };
    globalThis.scene = scene;
  });
  await page.evaluate(`(() => { const { ${SHADOWED} } = scene.given; ${before}\n${code} })()`);
}

const tick = (page: Page): Promise<void> => page.evaluate(() => scene.timers.forEach((callback) => callback()));
const logged = (page: Page): Promise<unknown[][]> =>
  page.evaluate(() => scene.logged.map((args) => args.map((arg) => (arg instanceof String ? arg.valueOf() : arg))));

const OPEN = 'const webSocket = globalThis.openSocket; const connection = new Connection(webSocket);';
const openSocket = (page: Page, url: string): Promise<void> =>
  page.evaluate(async (address) => {
    Object.assign(globalThis, { openSocket: await kit.opened(new WebSocket(address)) });
  }, url);

const TESTED = [
  'Global Statistics',
  'Human-Readable Reports',
  'Connection Inspector',
  'Performance Analysis',
  'Instrumentation Monitoring Points',
  'Connection Failures',
  'Authentication Failures',
  'Pairing Failures',
  'Performance Monitoring',
  'Basic Connection with Monitoring',
  'Plugin Management with Tracking',
  'Error Monitoring',
];

test('no JavaScript block of the seed document goes untested', () => {
  expect(seedBlocks.map(({ heading }) => heading).toSorted()).toEqual(TESTED.toSorted());
});

test('Global Statistics: metrics, active connections and recent errors', async ({ counted, peer }) => {
  expect(await paste(counted, peer)).toBe('sync_complete');
  await run(counted, seedBlock('Global Statistics'));
  const [global, active, errors] = await logged(counted);
  const messages = peer.truth().connections[0]?.entries.filter(({ kind }) => kind === 'frame').length;
  expect(global).toMatchObject([{ totalErrors: 0, totalMessages: messages, activeConnections: 1 }]);
  expect(active).toMatchObject([[{ state: 'CONNECTED', currentState: 'ACTIVE', url: `${peer.url}/` }]]);
  expect(errors).toEqual([[]]);
});

test('Human-Readable Reports: a text that prints', async ({ counted, peer }) => {
  await paste(counted, peer);
  await run(counted, seedBlock('Human-Readable Reports'));
  expect((await logged(counted))[0]?.[0]).toMatch(/1 of 1 connections open, \d+ messages, 0 errors[^]*ws1 ws:.*ACTIVE/);
});

test('Connection Inspector: counts and throughput', async ({ counted, peer }) => {
  await paste(counted, peer);
  await run(counted, seedBlock('Connection Inspector'));
  expect(await logged(counted)).toEqual([
    ['Active connections:', 1],
    ['Total errors:', 0],
    ['Throughput:', expect.any(Number), 'Mbps'],
  ]);
  expect((await logged(counted))[2]?.[1]).toBeGreaterThan(0);
});

test('Performance Analysis: the report again', async ({ counted, peer }) => {
  await paste(counted, peer);
  await run(counted, seedBlock('Performance Analysis'));
  expect((await logged(counted))[0]?.[0]).toMatch(/Mbps since the first connection; answers take \d+ ms on average/);
});

test('Instrumentation Monitoring Points: what came since before the invite', async ({ counted, peer, server }) => {
  await openSocket(counted, `${server.ws}/sink`);
  await run(counted, seedBlock('Instrumentation Monitoring Points'));
  await paste(counted, peer);
  await tick(counted);
  const [count, endpoints, details] = await logged(counted);
  expect(count).toEqual(['New connections:', 1]);
  expect(endpoints).toEqual(['New connection endpoints:', [`${peer.url}/`]]);
  expect(details).toEqual([
    'Connection ws2:',
    { messages: expect.any(Number), bytes: expect.any(Number), state: 'CONNECTED', duration: expect.any(Number) },
  ]);
  const { bytes, duration } = details?.[1] as { bytes: number; duration: number };
  const frames = peer.truth().connections[0]?.entries.flatMap((entry) => (entry.kind === 'frame' ? [entry.size] : []));
  expect(bytes).toBe(frames?.reduce((sum, size) => sum + size, 0));
  expect(duration).toBeGreaterThanOrEqual(0);
});

test('Connection Failures: a socket that could not connect', async ({ counted, server }) => {
  await counted.evaluate((url) => kit.closed(new WebSocket(`${url}/refuse`)), server.ws);
  await run(counted, seedBlock('Connection Failures'));
  expect(await logged(counted)).toEqual([
    ['Connection error:', expect.stringContaining('connection failed on ws1: 1006'), 'at', expect.stringMatching(/Z$/)],
  ]);
});

test('Authentication Failures: a refused proof', async ({ counted, peer }) => {
  expect(await paste(counted, peer, 'wrong')).toBe('closed');
  await run(counted, seedBlock('Authentication Failures'), 'const report = getConnectionInstrumentationReport();');
  expect(await logged(counted)).toMatchObject([
    ['Authentication errors:', [{ type: 'authentication', severity: 'error' }]],
  ]);
});

test('Pairing Failures: a refused invitation', async ({ counted, peer }) => {
  expect(await paste(counted, peer, SECRET, 'wrong')).toBe('closed');
  await run(counted, seedBlock('Pairing Failures'), 'const report = getConnectionInstrumentationReport();');
  expect(await logged(counted)).toMatchObject([['Pairing errors:', [{ type: 'pairing', severity: 'error' }]]]);
});

test('Performance Monitoring: completion is noticed, and so is that nothing comes', async ({ counted, peer }) => {
  await run(counted, seedBlock('Performance Monitoring'));
  await tick(counted);
  expect(await logged(counted)).toEqual([]);
  await counted.waitForFunction((since) => Date.now() > since, await counted.evaluate(() => Date.now()));
  await paste(counted, peer);
  await tick(counted);
  expect(await logged(counted)).toEqual([
    [expect.stringMatching(/^✅ Invite processing completed in \d+ms$/)],
    ['New connections:', 1],
  ]);
  expect(await counted.evaluate(() => scene.cleared)).toBe(1);

  await counted.waitForFunction((since) => Date.now() > since, await counted.evaluate(() => Date.now()));
  await run(counted, seedBlock('Performance Monitoring'));
  await counted.evaluate(() => (scene.skew = 15_001));
  await tick(counted);
  expect(await logged(counted)).toEqual([[expect.stringContaining('timeout after 15 seconds')]]);
});

test('Basic Connection with Monitoring: the connection is found by its id, with what was just sent', async ({
  counted,
  server,
}) => {
  await openSocket(counted, `${server.ws}/echo`);
  const before = 'const webSocket = globalThis.openSocket;';
  await run(counted, seedBlock('Basic Connection with Monitoring'), before);
  await expect.poll(() => logged(counted)).toHaveLength(2);
  const [own, received] = await logged(counted);
  expect(own).toMatchObject(['My connection stats:', { internalId: 1, messagesSent: 1, bytesSent: 13 }]);
  expect(received).toEqual(['Received message:', 13, 'bytes']);
});

test('Plugin Management with Tracking: plugins count as soon as they are added', async ({ counted, server }) => {
  await openSocket(counted, `${server.ws}/echo`);
  await run(counted, seedBlock('Plugin Management with Tracking'), OPEN);
  expect(await logged(counted)).toEqual([['Connection ws1 has 5 plugins']]);
  const plugins = await counted.evaluate(() => globalThis.__ONE_TRACE__?.stats?.().connections[0]?.plugins);
  expect(plugins).toEqual(['websocket', 'statistics', 'network', 'encryption', 'compression']);
});

test('Error Monitoring: the last errors with their severity', async ({ counted, peer }) => {
  await run(counted, seedBlock('Error Monitoring'));
  expect(await logged(counted)).toEqual([]);
  await paste(counted, peer, 'wrong');
  await run(counted, seedBlock('Error Monitoring'));
  expect(await logged(counted)).toEqual([
    ['Recent errors:'],
    [expect.stringMatching(/^- authentication failed on ws1: 1000 Close called: Error: auth failed.*\(error\)$/)],
  ]);
});

for (const heading of ['Performance Issues', 'Connection Issues', 'Memory Issues']) {
  test(`${heading}: every expression of the list gives a figure or a list`, async ({ counted, peer }) => {
    await paste(counted, peer);
    const expressions = seedExpressions(heading);
    expect(expressions.length).toBeGreaterThan(1);
    const values = await counted.evaluate<unknown[]>(`(() => {
      const stats = getConnectionInstrumentationStats();
      const conn = stats.connections[0];
      return [${expressions.join(', ')}].map((value) => Array.isArray(value) || Number.isFinite(value));
    })()`);
    expect(values).toEqual(expressions.map(() => true));
  });
}
