import type { DecoderCommand, DecoderEvent, ExportChoice } from '../../../src/core/contract/decoder.ts';

/** Functions that are measured in the panel's page with a decode worker of their own: each stands alone, since only its text goes there. */

export interface Exported {
  ms: number;
  bytes: number;
  /** How often it was told how far the work is. */
  told: number;
}

/** Has the newest recording exported by a decode worker, whose `script` the panel runs as well. */
export function exportNewest({ script, choice }: { script: string; choice: ExportChoice }): Promise<Exported> {
  const worker = new Worker(script, { type: 'module', name: 'decode' });
  const order = (command: DecoderCommand): void => worker.postMessage(command);
  const newest = new Promise<number>((resolve, reject) => {
    const asked = indexedDB.open('one-trace');
    asked.onerror = () => reject(new Error('the database failed'));
    asked.onsuccess = () => {
      const keys = asked.result.transaction('recordings').objectStore('recordings').getAllKeys();
      keys.onsuccess = () => resolve(Math.max(...(keys.result as number[])));
    };
  });
  let start = 0;
  let told = 0;
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<DecoderEvent>) => {
      if (data.type === 'opened') {
        start = performance.now();
        order({ type: 'export', id: 1, choice });
      } else if (data.type === 'exporting') told += 1;
      else if (data.type === 'exported') {
        resolve({ ms: performance.now() - start, bytes: data.file.size, told });
        worker.terminate();
      } else if (data.type === 'export-failed' || data.type === 'failed') reject(new Error(data.trouble.message));
    };
    newest.then((id) => order({ type: 'open', run: 1, origin: { kind: 'recording', id } }), reject);
  });
}
