import type { Panel } from './state/panel.ts';
import { readPastedKeys } from './state/live/pasted-keys.ts';

/** A file that stands in the address of this page: `one-trace open` serves both, and nothing else does. */
export interface ServedFile {
  file: URL;
  name: string;
  /** Key records, one a line. */
  keys: URL | undefined;
  salvage: boolean;
}

/** Reads `?open=PATH&keys=PATH&salvage`. Only what lies below the page's own folder is taken: an address may come from anywhere. */
export function servedFile(address: string): ServedFile | undefined {
  const page = new URL(address);
  const folder = new URL('.', page).href;
  const below = (name: string): URL | undefined => {
    const path = page.searchParams.get(name);
    const url = path !== null && URL.canParse(path, page.href) ? new URL(path, page) : undefined;
    return url?.href.startsWith(folder) ? url : undefined;
  };
  const file = below('open');
  if (file === undefined) return undefined;
  return { file, name: lastPart(file), keys: below('keys'), salvage: page.searchParams.has('salvage') };
}

function lastPart({ pathname }: URL): string {
  const part = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Shows the file as if the user had chosen it; its keys come first, so that it is read once. */
export async function openServed(
  served: ServedFile,
  { decoder, notices, openFile }: Pick<Panel, 'decoder' | 'notices' | 'openFile'>,
): Promise<void> {
  const { file, name, keys, salvage } = served;
  try {
    const pasted = keys && (await readPastedKeys(await (await fetchWhole(keys)).text()));
    if (pasted?.ok) decoder.keys(pasted.keys);
    openFile(new File([await (await fetchWhole(file)).blob()], name), salvage);
  } catch {
    notices.say({
      text: `${name} could not be fetched: one-trace has ended, or could not read it`,
      action: { title: 'Try again', run: () => void openServed(served, { decoder, notices, openFile }) },
    });
  }
}

async function fetchWhole(url: URL): Promise<Response> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
}
