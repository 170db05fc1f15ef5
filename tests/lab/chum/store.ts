import { sha256 } from '../crypto/sha256.ts';
import { linksOf, type Child, type Microdata } from './microdata.ts';

/** §6.2, members in wire order. */
export type Root =
  | { readonly type: 'unversioned'; readonly hash: string; readonly oneType: string }
  | { readonly type: 'versioned'; readonly hash: string; readonly idHash: string; readonly oneType: string }
  | { readonly type: 'version_node'; readonly node: string; readonly dataIdHash: string; readonly dataType: string }
  | { readonly type: 'id'; readonly idHash: string; readonly oneType: string };

export interface Store {
  /** Object, id object or CLOB text; returns its hash. */
  put(text: string): string;
  putBytes(bytes: Uint8Array): string;
  text(hash: string): string | undefined;
  bytes(hash: string): Uint8Array | undefined;
  has(hash: string): boolean;
  /** Everything an object depends on, dependencies behind dependants. */
  children(hash: string): Child[];
  announce(root: Root): void;
  readonly roots: readonly Root[];
}

export function rootHash(root: Root): string {
  if (root.type === 'version_node') return root.node;
  return root.type === 'id' ? root.idHash : root.hash;
}

export function createStore(): Store {
  const texts = new Map<string, string>();
  const blobs = new Map<string, Uint8Array>();
  const roots: Root[] = [];
  const text = (hash: string): Microdata | undefined => texts.get(hash);
  return {
    roots,
    text,
    put(value) {
      const hash = sha256(value);
      texts.set(hash, value);
      return hash;
    },
    putBytes(bytes) {
      const hash = sha256(bytes);
      blobs.set(hash, bytes);
      return hash;
    },
    bytes: (hash) => blobs.get(hash),
    has: (hash) => texts.has(hash) || blobs.has(hash),
    announce: (root) => void roots.push(root),
    children(hash) {
      const found = new Map<string, Child>();
      let layer = linksOf(text(hash) ?? '');
      while (layer.length > 0) {
        for (const child of layer) {
          found.delete(child.hash);
          found.set(child.hash, child);
        }
        layer = layer.filter(({ type }) => type === 'object').flatMap((child) => linksOf(text(child.hash) ?? ''));
      }
      return [...found.values()];
    },
  };
}
