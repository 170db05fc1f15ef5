import type { Payload } from '../connection/plugin.ts';
import { codedError } from './coded-error.ts';
import type { Service } from './rpc.ts';
import { rootHash, type Store } from './store.ts';
import { StreamAnswer } from './stream-answer.ts';

export interface ExporterOptions {
  readonly version: number;
  readonly chunkSize: number;
  readonly brokenStreams: () => boolean;
}

const HASH = /^[0-9a-f]{64}$/;

/** §6.2, §6.4: only what was announced over this connection is served. */
export function exporterServices(store: Store, options: ExporterOptions): [number, Service][] {
  const announced = new Set<string>();
  const allowed = (hash: unknown, code: string, what: string): string => {
    if (typeof hash !== 'string' || !HASH.test(hash)) {
      throw codedError('UTC-EHASH', `Value "${String(hash)}" is not a SHA-256 hash`);
    }
    if (!announced.has(hash)) throw codedError(code, `Unauthorized, ${what.replace('#', hash)}`);
    return hash;
  };
  const children = (hash: string): string => {
    const found = store.children(hash);
    for (const child of found) announced.add(child.hash);
    return JSON.stringify(found);
  };
  const file = (hash: string, encoding: unknown): StreamAnswer => {
    const data = { utf8: store.text(hash) ?? '', undefined: store.bytes(hash) ?? new Uint8Array(0) }[String(encoding)];
    if (data === undefined) {
      throw codedError('CES-GBL2', `Bad request: Invalid "encoding" parameter: ${String(encoding)}`);
    }
    return new StreamAnswer(pieces(data, options.chunkSize), options.brokenStreams());
  };

  return [
    [1, () => options.version],
    [
      2,
      () => {
        for (const root of store.roots) announced.add(rootHash(root));
        return JSON.stringify(store.roots);
      },
    ],
    [4, (hash) => children(allowed(hash, 'CES-GOC1', 'obj children for #'))],
    // sic: the library leaves this placeholder unfilled (§6.4)
    [5, (hash) => children(allowed(hash, 'CES-GIDOC1', 'id-obj children for $hash'))],
    [6, (hash) => store.text(allowed(hash, 'CES-GO1', 'obj #'))],
    [7, (hash) => store.text(allowed(hash, 'CES-GIDO1', 'id-obj #'))],
    [8, (hash, encoding) => file(allowed(hash, 'CES-GBL1', 'BLOB #'), encoding)],
    [10, () => undefined],
  ];
}

function* pieces(data: Payload, size: number): Iterable<Payload> {
  for (let offset = 0; offset < data.length; offset += size) yield data.slice(offset, offset + size);
}
