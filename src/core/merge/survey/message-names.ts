/** Names of messages by index, so that a column of two bytes holds them. A file may say anything: what is too much is `unknown`. */
export interface Names {
  readonly all: readonly string[];
  indexOf(name: string): number;
}

const MAX_NAMES = 1024;
const MAX_LENGTH = 64;

export function createNames(): Names {
  const all = ['unknown'];
  const indexes = new Map<string, number>([['unknown', 0]]);
  return {
    all,
    indexOf(name) {
      const known = indexes.get(name);
      if (known !== undefined) return known;
      if (all.length >= MAX_NAMES || name.length > MAX_LENGTH) return 0;
      indexes.set(name, all.length);
      return all.push(name) - 1;
    },
  };
}
