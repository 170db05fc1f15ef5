import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PANEL_SIZE, type Look, type Size } from '../look.ts';
import { createTempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import { createRealms, type Realms } from './realms.ts';

export interface Firefox extends Realms {
  marionette: Marionette;
  addonId: string;
  /** Where downloads go. */
  downloads: string;
  navigate(url: string): Promise<void>;
  /** The whole window, toolbox included, PNG. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** The toolbox's own row of tabs. */
const TAB_BAR = 29;
/** Firefox's own tabs, address bar and the toolbox's row of tabs above a panel at the side. */
const BARS = 115;

function preferences({ dock, theme }: Look, downloads: string): Record<string, string | number | boolean> {
  return {
    // Any free port; Firefox writes it into the profile.
    'marionette.port': 0,
    'devtools.toolbox.host': dock === 'undocked' ? 'window' : dock,
    'devtools.toolbox.footer.height': PANEL_SIZE.bottom.height + TAB_BAR,
    'devtools.toolbox.sidebar.width': PANEL_SIZE.right.width,
    'devtools.theme': theme,
    'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0,
    'browser.download.folderList': 2,
    'browser.download.dir': downloads,
    'browser.shell.checkDefaultBrowser': false,
    'browser.startup.homepage_override.mstone': 'ignore',
    'browser.aboutwelcome.enabled': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'extensions.update.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'services.settings.server': 'data:,',
  };
}

/** Starts the system's Firefox with a fresh profile, the unpacked add-on installed for this run. */
export async function launchFirefox(options: { extension: string; look: Look }): Promise<Firefox> {
  const profile = await createTempProfile('one-trace-firefox-');
  const downloads = join(profile.path, 'one-trace-downloads');
  await mkdir(downloads);
  const lines = Object.entries(preferences(options.look, downloads)).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  await writeFile(join(profile.path, 'user.js'), lines.join('\n'));
  const child = start(profile.path, options.look);
  const { marionette, addonId } = await install(profile.path, child, options.extension).catch(
    async (error: unknown) => {
      child.kill('SIGKILL');
      await profile.remove();
      throw error;
    },
  );
  return {
    marionette,
    addonId,
    downloads,
    ...createRealms(marionette),
    async navigate(url) {
      await marionette.send('Marionette:SetContext', { value: 'content' });
      await marionette.send('WebDriver:Navigate', { url });
    },
    async screenshot() {
      await marionette.send('Marionette:SetContext', { value: 'chrome' });
      const shot = await marionette.send('WebDriver:TakeScreenshot', { full: false, hash: false });
      return Buffer.from((shot as { value: string }).value, 'base64');
    },
    async close() {
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      marionette.close();
      await end(child);
      await profile.remove();
    },
  };
}

async function install(profile: string, child: ChildProcess, extension: string) {
  const port = await until('Firefox to listen', () => readPort(profile, child), 60_000);
  const marionette = await connectMarionette(port);
  await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
  const addon = await marionette.send('Addon:Install', { path: extension, temporary: true });
  return { marionette, addonId: (addon as { value: string }).value };
}

function windowSize({ dock }: Look): Size {
  const { width, height } = PANEL_SIZE[dock];
  return dock === 'right' ? { width: 760 + width, height: BARS + height } : { width, height: BARS + 320 + height };
}

function start(profile: string, look: Look): ChildProcess {
  const { width, height } = windowSize(look);
  const args = [
    '--headless',
    '--marionette',
    '--remote-allow-system-access',
    '--no-remote',
    '--profile',
    profile,
    'about:blank',
  ];
  return spawn(process.env['FIREFOX'] ?? '/usr/bin/firefox-esr', args, {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_HEADLESS_WIDTH: String(width), MOZ_HEADLESS_HEIGHT: String(height) },
  });
}

async function readPort(profile: string, child: ChildProcess): Promise<number | undefined> {
  if (child.exitCode !== null) throw new Error(`Firefox ended at its start with status ${child.exitCode}`);
  const text = await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '');
  return Number(text) || undefined;
}

/** Firefox gets five seconds to go by itself. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await once(child, 'exit');
  clearTimeout(timer);
}
