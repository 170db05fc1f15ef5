import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { COMMANDS } from '../../src/cli/commands.ts';
import { createNodeIo } from '../../src/cli/node-io.ts';
import { createOpen, type ViewerWorld } from '../../src/cli/open.ts';
import { keyFileText } from '../../src/core/seal/key-pair.ts';
import { servedFile } from '../../src/devtools/served-file.ts';
import { BOB, PASSPHRASE, sealBytes } from '../core/seal/seal-fixtures.ts';
import { capture, expand, textOf } from '../core/trace/archive/fixtures.ts';
import { runWith, type Outcome } from './fake-io.ts';

let folder: string;
let viewer: string;
let plain: Uint8Array;
const at = (name: string): string => join(folder, name);
const real = COMMANDS['open'];
const { open } = createNodeIo();

beforeAll(async () => {
  plain = new Uint8Array(await capture('happy-browser-dials'));
  viewer = await mkdtemp(join(tmpdir(), 'one-trace-viewer-'));
  await writeFile(join(viewer, 'panel.html'), '<!doctype html><title>the panel</title>');
});
afterAll(() => rm(viewer, { recursive: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'one-trace-open-'));
  await writeFile(at('a b#1.onetrace'), plain);
});
afterEach(async () => {
  if (real) COMMANDS['open'] = real;
  await rm(folder, { recursive: true });
});

/** Runs `open` over real files until `use` is through with what it serves. */
async function whileOpen(
  argv: string[],
  use: (address: string) => Promise<void>,
  world: Partial<ViewerWorld> = {},
): Promise<Outcome & { address: string; started: string[] }> {
  const started: string[] = [];
  let stop = (): void => {};
  const asked = new Promise<void>((resolve) => (stop = resolve));
  COMMANDS['open'] = createOpen({
    folder: () => viewer,
    listenForStop: () => ({ asked, undo: () => {} }),
    startBrowser: async (address) => started.push(address) > 0,
    ...world,
  });
  let out = '';
  let used = Promise.resolve();
  const write = async (content: string | Uint8Array): Promise<void> => {
    out += String(content);
    used = use(addressIn(out)).finally(stop);
  };
  const { status, err } = await runWith({}, ['open', ...argv], { open, write });
  await used;
  return { status, out, err, address: addressIn(out), started };
}

const addressIn = (text: string): string => /http:\/\/[^\s"]+/.exec(text)?.[0] ?? '';
const body = async (address: URL | string): Promise<Uint8Array> =>
  new Uint8Array(await (await fetch(address)).arrayBuffer());
/** What the page learns from its address. */
async function page(address: string): Promise<NonNullable<ReturnType<typeof servedFile>>> {
  const served = servedFile((await fetch(address)).url);
  if (served === undefined) throw new Error('the page is told of no file');
  return served;
}

describe('one-trace open', () => {
  it('leads to the panel, which is told of the file, its name and nothing else', async () => {
    const { status, out, err } = await whileOpen([at('a b#1.onetrace')], async (address) => {
      expect(await (await fetch(address)).text()).toContain('the panel');
      const served = await page(address);
      expect(served).toMatchObject({ name: 'a b#1.onetrace', keys: undefined, salvage: false });
      expect(await body(served.file)).toEqual(plain);
    });
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^a b#1\.onetrace is shown at http:\/\/127\.0\.0\.1:\d+\/[\w-]{32}\/\nCtrl\+C ends it\.\n$/);
  });

  it('serves what the file is when the page is loaded anew', async () => {
    await whileOpen([at('a b#1.onetrace')], async (address) => {
      const { file } = await page(address);
      await body(file);
      await writeFile(at('a b#1.onetrace'), 'something else');
      expect(textOf(await body(file))).toBe('something else');
    });
  });

  it('hands on the keys of --keys, and that the file is to be salvaged', async () => {
    await writeFile(at('k'), plain);
    await whileOpen([at('a b#1.onetrace'), '--keys', at('k'), '--salvage'], async (address) => {
      const { keys, salvage } = await page(address);
      expect(salvage).toBe(true);
      const expected = (await expand(plain)).split('\n').filter((line) => line.includes('"kind":"key"'));
      expect(expected.length).toBeGreaterThan(0);
      expect(textOf(await body(keys ?? '')).split('\n')).toHaveLength(expected.length);
    });
  });

  it('opens a sealed file here where it has what opens it, and else leaves that to the page', async () => {
    const sealed = await sealBytes(plain, { publicKeys: [BOB.publicKey] });
    await writeFile(at('sealed'), sealed);
    await writeFile(at('bob.key'), keyFileText(BOB));
    await whileOpen([at('sealed'), '--secret-key', at('bob.key')], async (address) =>
      expect(await body((await page(address)).file)).toEqual(plain),
    );
    await whileOpen([at('sealed')], async (address) => expect(await body((await page(address)).file)).toEqual(sealed));
  });

  it('breaks the answer off, and says so, where the seal proves damaged in the middle', async () => {
    const sealed = await sealBytes(plain, { passphrase: PASSPHRASE });
    await writeFile(at('cut'), sealed.subarray(0, sealed.length - 100));
    await writeFile(at('phrase'), PASSPHRASE);
    const { err } = await whileOpen([at('cut'), '--passphrase-file', at('phrase')], async (address) => {
      const { file } = await page(address);
      await expect(body(file)).rejects.toThrow();
    });
    expect(err).toMatch(/^one-trace: cut: /);
  });

  it('opens the browser only when told to, and says where there is none', async () => {
    const file = at('a b#1.onetrace');
    const nothing = async (): Promise<void> => {};
    expect((await whileOpen([file], nothing)).started).toEqual([]);
    const { started, address } = await whileOpen([file, '--browser'], nothing);
    expect(started).toEqual([address]);
    const none = await whileOpen([file, '--browser'], nothing, { startBrowser: async () => false });
    expect(none).toMatchObject({
      status: 0,
      err: 'one-trace: no browser could be started; open the address yourself\n',
    });
  });

  it('prints one object with --json', async () => {
    const { out, address } = await whileOpen([at('a b#1.onetrace'), '--json'], async () => {});
    expect(JSON.parse(out)).toEqual({ url: address, file: 'a b#1.onetrace' });
  });

  it('is gone when it has ended', async () => {
    const { address } = await whileOpen([at('a b#1.onetrace')], async () => {});
    await expect(fetch(address)).rejects.toThrow();
  });

  it.each([
    ['nowhere', /^one-trace: \S+nowhere: there is no such file\n$/],
    ['text', /^one-trace: \S+text: this is no ONE Trace recording[^\n]*\n$/],
  ])('refuses %s in one line', async (name, says) => {
    await writeFile(at('text'), 'hello');
    const { status, out, err } = await whileOpen([at(name)], async () => {});
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(says);
  });

  it('says what is missing where the program was copied without its viewer', async () => {
    const { status, err } = await whileOpen([at('a b#1.onetrace')], async () => {}, { folder: () => folder });
    expect({ status, lines: err.split('\n').length }).toEqual({ status: 2, lines: 2 });
    expect(err).toMatch(/^one-trace: open: the viewer is missing; its folder "viewer" belongs beside the program/);
  });
});

/** The viewer sends nothing anywhere: it has no use for what the extension may reach. */
const policyWithoutNetwork = manifest.content_security_policy.extension_pages.replace(/ connect-src [^;]*;/, '');

describe('what others get from its port', () => {
  /** `fetch` sets the host itself. */
  const ask = (address: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number | undefined; headers: Record<string, unknown>; length: number }>((resolve, reject) => {
      // As it is: parsed as an address, the path would lose its dots.
      const { hostname, port, origin } = new URL(address);
      const path = address.slice(origin.length);
      const asked = request({ hostname, port, path, headers, method }, (response) => {
        let length = 0;
        response.on('data', (part: Buffer) => (length += part.length));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, length }));
      });
      asked.once('error', reject);
      asked.end();
    });
  const serving = (use: (address: string) => Promise<void>) => whileOpen([at('a b#1.onetrace')], use);

  it('is nothing without the token', async () => {
    await serving(async (address) => {
      const { origin, pathname } = new URL(address);
      const wrong = pathname.replace(/\w/, (letter) => (letter === 'A' ? 'B' : 'A'));
      for (const path of [
        '/',
        '/panel.html',
        '/recording/a%20b%231.onetrace',
        `${wrong}panel.html`,
        `/${pathname}panel.html`,
      ])
        expect({ path, ...(await ask(origin + path)) }).toMatchObject({ path, status: 404, length: 0 });
    });
  });

  it.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1'])('is nothing under the host %s', async (host) => {
    await serving(async (address) =>
      expect(await ask(`${address}panel.html`, { host })).toMatchObject({ status: 421, length: 0 }),
    );
  });

  it('is no file of the disk', async () => {
    await serving(async (address) => {
      for (const path of ['../panel.html', '..%2f..%2fetc%2fpasswd', 'recording/..', 'recording/', 'assets/'])
        expect({ path, ...(await ask(address + path)) }).toMatchObject({ path, status: 404, length: 0 });
    });
  });

  it('is read-only', async () => {
    await serving(async (address) =>
      expect(await ask(`${address}panel.html`, {}, 'POST')).toMatchObject({ status: 405, length: 0 }),
    );
  });

  it('never says that another page may read it, and brings the policy of the extension', async () => {
    await serving(async (address) => {
      const { file } = await page(address);
      for (const url of [address, `${address}panel.html`, file.href, `${address}nothing`]) {
        const { headers } = await ask(url, { origin: 'http://127.0.0.1:5173' });
        expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
        expect(headers).toMatchObject({
          'content-security-policy': `${policyWithoutNetwork}; frame-ancestors 'none'`,
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        });
      }
    });
  });

  it('has another token each time', async () => {
    const tokens = new Set<string>();
    for (let times = 0; times < 3; times += 1) tokens.add(new URL((await serving(async () => {})).address).pathname);
    expect(tokens.size).toBe(3);
  });
});
