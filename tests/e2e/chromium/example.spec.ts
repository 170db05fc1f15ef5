import { spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeWithCli } from '../decode-with-cli.ts';
import { expect, test } from '../test.ts';
import { readTraceFile } from '../trace-file.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

interface Attachment {
  name: string;
  contentType: string;
  path?: string;
  body?: string;
}
interface Report {
  suites: {
    specs: { ok: boolean; tests: { results: { attachments: Attachment[]; error?: { message: string } }[] }[] }[];
  }[];
}

/** Runs the example as a user's CI would, and gives what its JSON reporter says. */
async function runExample(env: NodeJS.ProcessEnv): Promise<Report> {
  const args = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'examples/playwright', '--reporter', 'json'];
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  await new Promise((resolve) => child.once('close', resolve));
  return JSON.parse(out) as Report;
}

const contentOf = async ({ path, body = '' }: Attachment): Promise<Buffer> =>
  path === undefined ? Buffer.from(body, 'base64') : readFile(path);

test.describe('the example of one-trace/playwright', () => {
  const envOf = (lab: { pageUrl: string; commUrl: string }, invitation: string) => ({
    APP_URL: lab.pageUrl,
    COMM_URL: lab.commUrl,
    INVITATION: invitation,
    CHROMIUM: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    EXAMPLE_OUTPUT: test.info().outputPath('example'),
    PLAYWRIGHT_JSON_OUTPUT_FILE: undefined,
  });

  test('passes where the pairing does, and attaches nothing', async ({ lab }) => {
    const bob = await lab.nodePeer('bob');
    const { suites } = await runExample(envOf(lab, bob.createInvitation().url));
    const [spec] = suites[0]?.specs ?? [];
    expect(spec?.tests[0]?.results[0]?.error?.message).toBeUndefined();
    expect(spec?.ok).toBe(true);
    expect(spec?.tests[0]?.results[0]?.attachments).toEqual([]);
  });

  test('fails with the code of what went wrong, and with a recording that holds no secret', async ({
    lab,
  }, testInfo) => {
    const bob = await lab.nodePeer('bob');
    const { url, expired } = bob.createInvitation({ expiry: 1 });
    await expired();
    const { suites } = await runExample(envOf(lab, url));
    const result = suites[0]?.specs[0]?.tests[0]?.results[0];
    expect(result?.error?.message).toContain('pairing.token-unknown');
    const [file, report] = result?.attachments ?? [];
    expect([file?.name, report?.name]).toEqual(['session.onetrace', 'one-trace-report.md']);
    if (!file || !report) throw new Error('nothing was attached');

    expect((await contentOf(report)).toString()).toContain('pairing.token-unknown');
    const path = join(testInfo.outputPath(), 'session.onetrace');
    await writeFile(path, await contentOf(file));
    const lines = await readTraceFile(path);
    expect(lines.filter(({ kind }) => kind === 'key')).toEqual([]);
    expect(JSON.stringify(lines)).not.toContain('@example.test');
    const names = (await decodeWithCli(path)).map(({ name }) => name);
    expect(names).toContain('authentication_token');
  });
});
