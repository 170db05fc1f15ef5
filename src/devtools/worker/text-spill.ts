import { openScratch, type OpenScratch, type ScratchFile } from './scratch.ts';

/** Texts that are not held in memory. */
export interface TextSpill {
  /** @returns how it is read again; a lone surrogate becomes U+FFFD */
  put(text: string): () => Promise<string>;
  clear(): void;
}

/** Into a file on disk; into Blobs until that is open, and where there is none. */
export function createTextSpill(open: OpenScratch = openScratch): TextSpill {
  const encoder = new TextEncoder();
  // A first U+FEFF is part of the text.
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let opening: Promise<void> | undefined;
  let file: ScratchFile | undefined;
  let turn = 0;

  async function begin(): Promise<void> {
    const mine = turn;
    const opened = await open('text');
    if (mine === turn) file = opened;
    else await opened?.remove();
  }

  function onDisk(text: string): (() => Promise<string>) | undefined {
    if (file === undefined) return undefined;
    const place = file;
    const bytes = encoder.encode(text);
    try {
      const at = place.append(bytes);
      // Only the number: a closure over the bytes would hold all of them in memory after all.
      const { length } = bytes;
      return async () => decoder.decode(place.read(at, length));
    } catch {
      // The disk is full: the browser may still find a place.
      return undefined;
    }
  }

  function inBlob(text: string): () => Promise<string> {
    // The line break is for the Blob's own decoder, which takes a first U+FEFF for a mark and swallows it.
    const blob = new Blob(['\n', text]);
    return async () => (await blob.text()).slice(1);
  }

  return {
    put(text) {
      opening ??= begin();
      return onDisk(text) ?? inBlob(text);
    },
    clear() {
      turn += 1;
      void file?.remove();
      file = undefined;
      opening = undefined;
    },
  };
}
