import { spawn } from 'node:child_process';

/** The program that opens an address in the user's browser, and its arguments before the address. */
function opener(platform: NodeJS.Platform): [string, ...string[]] {
  if (platform === 'darwin') return ['open'];
  // `cmd /c start` would read the address as a command line.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return ['xdg-open'];
}

/** @returns whether the browser, or what starts it, could be started */
export function startBrowser(address: string, platform: NodeJS.Platform = process.platform): Promise<boolean> {
  const [command, ...args] = opener(platform);
  return new Promise((resolve) => {
    // Of its own group: Ctrl+C ends the viewer, not the browser.
    const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
    child.once('error', () => resolve(false));
    child.once('spawn', () => {
      child.unref();
      resolve(true);
    });
  });
}
