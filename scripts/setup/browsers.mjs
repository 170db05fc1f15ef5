import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { giveUp, say } from './say.mjs';

const BROWSERS = {
  chromium: { variable: 'CHROMIUM', commands: ['chromium', 'chromium-browser'], debian: 'chromium' },
  firefox: { variable: 'FIREFOX', commands: ['firefox-esr', 'firefox'], debian: 'firefox-esr' },
};

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Path of a browser: what the environment names, else what stands in PATH or /usr/bin; undefined for none. */
export function findBrowser(name) {
  const { variable, commands } = BROWSERS[name];
  const named = process.env[variable];
  if (named) return isExecutable(named) ? named : giveUp(`${variable} names ${named}, which is not a program.`);
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'].filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).find(isExecutable);
}

async function aptPrefix() {
  if (findInPath('apt-get') === undefined) return undefined;
  if (process.getuid?.() === 0) return [];
  return findInPath('sudo') !== undefined && (await run('sudo', ['-n', 'true'], { output: 'ignore' })) === 0
    ? ['sudo', '-n']
    : undefined;
}

function findInPath(command) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, command))
    .find(isExecutable);
}

async function install(packages) {
  const wanted = packages.join(' ');
  const prefix = await aptPrefix();
  if (!prefix)
    giveUp(
      `${wanted} not found and not installable from here. Please run: sudo apt-get install ${wanted} (or name the programs in CHROMIUM and FIREFOX).`,
    );
  say(`installing ${wanted} from the system's package manager …`);
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return run(command, rest);
  };
  if ((await apt('update')) !== 0) say('apt-get update failed; trying with the package lists that are here.');
  if ((await apt('install', '-y', ...packages)) !== 0)
    giveUp(`apt-get could not install ${wanted}; its own message is above.`);
}

/** Makes sure of the named browsers and gives the environment that tells their paths to what is started next. */
export async function ensureBrowsers(names) {
  const missing = names.filter((name) => findBrowser(name) === undefined);
  if (missing.length > 0) await install(missing.map((name) => BROWSERS[name].debian));
  return Object.fromEntries(
    names.map((name) => {
      const { variable, debian } = BROWSERS[name];
      return [
        variable,
        findBrowser(name) ?? giveUp(`${debian} is installed, but no program of that name stands in PATH.`),
      ];
    }),
  );
}
