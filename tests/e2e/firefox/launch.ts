import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Look } from '../look.ts';
import { createTempProfile, type TempProfile } from '../temp-profile.ts';
import { until } from '../until.ts';
import { connectMarionette, type Marionette } from './marionette.ts';
import { userPreferences, windowSize } from './preferences.ts';
import { createRealms, type Realms } from './realms.ts';

export interface Firefox extends Realms {
  marionette: Marionette;
  /** Empty until the add-on is installed. */
  addonId: string;
  install(): Promise<void>;
  /** Where downloads go. */
  downloads: string;
  navigate(url: string): Promise<void>;
  /** The whole window, toolbox included, PNG. */
  screenshot(): Promise<Buffer>;
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** Folder of the unpacked add-on. */
  extension: string;
  look: Look;
  /** The browser starts without it. */
  installLater?: boolean;
  /** A profile in which the browser cannot store anything for pages or extensions: no database can be opened. */
  isStorageBroken?: boolean;
  /** Sites together may store so little that a test can fill it. */
  isSmall?: boolean;
  /** A profile that outlives the browser: whoever made it removes it. */
  profile?: TempProfile;
  /** `extension` is a packed add-on, and installed for good, as users have it. Only where Firefox may be told to do without signatures, as ESR may. */
  isForGood?: boolean;
}

/** Starts the system's Firefox, with a fresh profile where none is given, and installs the add-on. */
export async function launchFirefox({
  extension,
  look,
  installLater,
  isStorageBroken,
  profile: given,
  isForGood,
  isSmall = false,
}: LaunchOptions): Promise<Firefox> {
  const profile = given ?? (await createTempProfile('one-trace-firefox-'));
  const leave = async (): Promise<void> => (given ? undefined : profile.remove());
  const downloads = join(profile.path, 'one-trace-downloads');
  await mkdir(downloads, { recursive: true });
  // Of the browser that had the profile before.
  await rm(join(profile.path, 'MarionetteActivePort'), { force: true });
  await writeFile(join(profile.path, 'user.js'), userPreferences(look, downloads, isSmall));
  // A file where the folder of all databases should be.
  if (isStorageBroken) await writeFile(join(profile.path, 'storage'), '');
  const child = start(profile.path, look);
  const marionette = await connect(profile.path, child).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await leave();
    throw error;
  });
  const started: Firefox = {
    marionette,
    addonId: '',
    downloads,
    ...createRealms(marionette),
    async install() {
      const addon = await marionette.send('Addon:Install', { path: extension, temporary: !isForGood });
      started.addonId = (addon as { value: string }).value;
    },
    async navigate(url) {
      await marionette.send('Marionette:SetContext', { value: 'content' });
      await marionette.send('WebDriver:Navigate', { url });
    },
    async screenshot() {
      await marionette.send('Marionette:SetContext', { value: 'chrome' });
      const shot = await marionette.send('WebDriver:TakeScreenshot', { full: false, hash: false });
      return Buffer.from((shot as { value: string }).value, 'base64');
    },
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      marionette.close();
    },
    async close() {
      await marionette.send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      marionette.close();
      await end(child);
      await leave();
    },
  };
  if (!installLater) await started.install();
  return started;
}

function start(profile: string, look: Look): ChildProcess {
  const { width, height } = windowSize(look);
  const flags = ['--headless', '--marionette', '--remote-allow-system-access', '--no-remote'];
  return spawn(process.env['FIREFOX'] ?? '/usr/bin/firefox-esr', [...flags, '--profile', profile, 'about:blank'], {
    stdio: 'ignore',
    env: { ...process.env, HOME: profile, MOZ_HEADLESS_WIDTH: String(width), MOZ_HEADLESS_HEIGHT: String(height) },
  });
}

async function connect(profile: string, child: ChildProcess): Promise<Marionette> {
  const port = await until('Firefox to listen', () => readPort(profile, child), 60_000);
  const marionette = await connectMarionette(port);
  // A long exchange is one script; how long it may take is the test's to say.
  await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: { timeouts: { script: 600_000 } } } });
  return marionette;
}

async function readPort(profile: string, child: ChildProcess): Promise<number | undefined> {
  if (child.exitCode !== null) throw new Error(`Firefox ended at its start with status ${child.exitCode}`);
  const text = await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '');
  return Number(text) || undefined;
}

/** Firefox gets five seconds to go by itself. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await once(child, 'exit');
  clearTimeout(timer);
}
