import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { probeBackground, probePage } from './in-probe.ts';

const MANIFEST = {
  manifest_version: 3,
  name: 'Bench probe',
  version: '1',
  message_serialization: 'structured_clone',
  content_scripts: [{ js: ['page.js'], matches: ['http://127.0.0.1/*'], run_at: 'document_start' }],
};
const CHROMIUM = { background: { service_worker: 'background.js' }, minimum_chrome_version: '148' };
const FIREFOX = {
  background: { scripts: ['background.js'] },
  browser_specific_settings: { gecko: { id: 'bench-probe@refinio.one' } },
  // Firefox asks for the right to run on a site, and gives it to what is installed for one run.
  host_permissions: ['http://127.0.0.1/*'],
};

export interface Probe {
  chromium: string;
  firefox: string;
  remove(): Promise<void>;
}

/** An extension that does one part of capturing and nothing else: what a port, and what the disk, can do alone. */
export async function writeProbe(): Promise<Probe> {
  const folder = await mkdtemp(join(tmpdir(), 'one-trace-probe-'));
  const write = async (browser: string, own: object): Promise<string> => {
    const path = join(folder, browser);
    await mkdir(path);
    await writeFile(join(path, 'manifest.json'), JSON.stringify({ ...MANIFEST, ...own }));
    await writeFile(join(path, 'page.js'), `(${String(probePage)})();`);
    await writeFile(join(path, 'background.js'), `(${String(probeBackground)})();`);
    return path;
  };
  return {
    chromium: await write('chromium', CHROMIUM),
    firefox: await write('firefox', FIREFOX),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
