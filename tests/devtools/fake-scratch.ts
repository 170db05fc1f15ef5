import type { OpenScratch, ScratchKind } from '../../src/devtools/worker/scratch.ts';

export interface FakeDisk {
  open: OpenScratch;
  /** What is on it. */
  files: Map<string, Uint8Array>;
  opened: ScratchKind[];
}

/** The private file system of a browser, which Node has not. @param room bytes after which it is full */
export function fakeDisk(room = Infinity): FakeDisk {
  const files = new Map<string, Uint8Array>();
  const opened: ScratchKind[] = [];
  return {
    files,
    opened,
    async open(kind) {
      const name = `${kind}-${opened.push(kind)}`;
      files.set(name, new Uint8Array());
      const bytes = (): Uint8Array => files.get(name) ?? new Uint8Array();
      return {
        append(more) {
          const old = bytes();
          if (old.length + more.length > room) throw new Error('the disk is full');
          const all = new Uint8Array(old.length + more.length);
          all.set(old);
          all.set(more, old.length);
          files.set(name, all);
          return old.length;
        },
        read: (at, length) => bytes().slice(at, at + length),
        finish: async () => new File([bytes().slice()], name),
        async remove() {
          files.delete(name);
        },
      };
    },
  };
}
