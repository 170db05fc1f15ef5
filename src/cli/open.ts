import { basename } from 'node:path';
import { createUnsealer } from '../core/seal/unseal.ts';
import { recordLine } from '../core/trace/archive/record-line.ts';
import { flag, option, type Args, type Command } from './command.ts';
import { UnusableInput, type InputFile, type Io } from './io.ts';
import { openFile, openRecording } from './open-file.ts';
import { startBrowser } from './open/browser.ts';
import { lookAt } from './open/look.ts';
import { listenForStop, type Stop } from './open/stop.ts';
import { viewerFiles, viewerFolder } from './open/viewer-files.ts';
import { startViewerServer, type Resource } from './open/viewer-server.ts';
import { readKeys } from './recording.ts';
import { readOpener } from './seal-options.ts';

/** What `open` touches beside files: tests put their own in its place. */
export interface ViewerWorld {
  /** Folder of the built panel. */
  folder(): string;
  listenForStop(): Stop;
  startBrowser(address: string): Promise<boolean>;
}

export const createOpen = (world: ViewerWorld): Command => ({
  summary: 'show a recording in the browser: the panel on localhost',
  manual: {
    synopsis: ['FILE [--browser] [--json]'],
    description: `Serves the panel and FILE on 127.0.0.1, on a free port, prints the address, and runs until Ctrl+C; then it ends with status 0. Any browser of this machine shows it: Chromium 120, Firefox 142, or newer. No extension is needed. The page loads FILE anew when it is loaded anew.

A sealed FILE is opened here with --passphrase-file or --secret-key; without them the page asks. With --json one line is printed: {"url","file"}.`,
    parts: [
      {
        title: 'What others can see of it',
        text: `Nothing leaves this machine: the server listens on the loopback only, and the page may load nothing from elsewhere.

The address holds a random token. Without it other pages and other users get nothing; whoever has it can read FILE for as long as this command runs. With --browser it stands in the list of processes for a moment.

The page holds the recording in memory and leaves nothing of it behind in the browser; a file that is longer than memory is for "decode" and "report".`,
      },
    ],
    files: [['viewer/', 'the panel, beside the program: both are made by the build and belong together']],
    examples: [
      ['Look at a recording', 'one-trace open session.onetrace --browser'],
      ['Look at one of another machine', 'ssh host cat session.onetrace | one-trace open -'],
    ],
    seeAlso: ['report', 'decode'],
  },
  options: { browser: { type: 'boolean', text: 'opens the address in your browser' } },
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    const resources = await viewerFiles(world.folder());
    const file = await openInput(path, args, io, resources);
    try {
      const name = path === '-' ? 'standard input' : basename(path);
      resources.set(`recording/${encodeURIComponent(name)}`, {
        type: 'application/octet-stream',
        body: () => file.chunks(),
      });
      await serve(name, resources, args, io, world);
    } finally {
      await file.close();
    }
    return 0;
  },
});

export const open = createOpen({ folder: viewerFolder, listenForStop, startBrowser });

/** Opens FILE, and puts the keys of `--keys` among the resources. @throws UnusableInput */
async function openInput(path: string, args: Args, io: Io, resources: Map<string, Resource>): Promise<InputFile> {
  const opener = await readOpener(args, io);
  const unsealer = createUnsealer(opener);
  const keyPath = option(args, 'keys');
  if (keyPath !== undefined) {
    const lines = (await readKeys(keyPath, io, unsealer)).map(recordLine).join('\n');
    resources.set('keys', { type: 'text/plain; charset=utf-8', body: () => bytesOf(lines) });
  }
  const opens = opener.passphrase !== undefined || opener.secretKey !== undefined;
  const file = await (opens ? openRecording(path, io, unsealer) : openFile(path, io));
  try {
    await lookAt(path, file);
    return file;
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function serve(
  name: string,
  resources: ReadonlyMap<string, Resource>,
  args: Args,
  io: Io,
  world: ViewerWorld,
): Promise<void> {
  const query = new URLSearchParams({ open: `recording/${encodeURIComponent(name)}` });
  if (resources.has('keys')) query.set('keys', 'keys');
  if (flag(args, 'salvage')) query.set('salvage', '');
  const onTrouble = (error: unknown): void =>
    io.complain(`one-trace: ${error instanceof UnusableInput ? error.message : `${name}: ${String(error)}`}`);
  const server = await startViewerServer({ resources, start: `panel.html?${query.toString()}`, onTrouble });
  const stop = world.listenForStop();
  try {
    await io.write(
      flag(args, 'json')
        ? `${JSON.stringify({ url: server.address, file: name })}\n`
        : `${name} is shown at ${server.address}\nCtrl+C ends it.\n`,
    );
    if (flag(args, 'browser') && !(await world.startBrowser(server.address)))
      io.complain('one-trace: no browser could be started; open the address yourself');
    await stop.asked;
  } finally {
    stop.undo();
    await server.close();
  }
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}
