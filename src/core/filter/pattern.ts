/** Says what is wrong with a regular expression, undefined where it is fine. */
export function checkRegexp(source: string): string | undefined {
  if (source === '') return 'a regular expression between the slashes';
  try {
    new RegExp(source, 'iu');
    return undefined;
  } catch {
    try {
      new RegExp(source, 'i');
      return undefined;
    } catch (error) {
      return error instanceof Error
        ? error.message.replace(/^Invalid regular expression: /, '')
        : 'a regular expression';
    }
  }
}

/** Case does not matter anywhere in the filter language. */
export function regexp(source: string): RegExp {
  try {
    return new RegExp(source, 'iu');
  } catch {
    return new RegExp(source, 'i');
  }
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** A word with wildcards: `*`, and `…` as it stands in shortened keys and hashes. */
export function wordPattern(word: string, whole: boolean): RegExp {
  const body = word.split(/\*|…/).map(escaped).join('.*');
  return new RegExp(whole ? `^${body}$` : body, 'iu');
}

/** A hash or key by its beginning, or by beginning and end around `…`; only whole runs of hex count. */
export function hexPattern(word: string): RegExp {
  const [head = '', tail = ''] = word.toLowerCase().split('…');
  return new RegExp(`(?<![0-9a-f])${escaped(head)}[0-9a-f]*${escaped(tail)}(?![0-9a-f])`, 'u');
}

const parts = (name: string): [string, number] => {
  const [, word = name, number = ''] = /^(.*?)(\d*)$/.exec(name.toLowerCase()) ?? [];
  return [word, number === '' ? -1 : Number(number)];
};

/** Whether a name lies between two others of the same kind: ws10 between ws9 and ws11. */
export function inSpan(name: string, from: string, to: string): boolean {
  const [word, number] = parts(name);
  const [fromWord, fromNumber] = parts(from);
  const [toWord, toNumber] = parts(to);
  if (word === fromWord && (word === toWord || toWord === '')) return number >= fromNumber && number <= toNumber;
  return (
    fromWord !== toWord &&
    toWord !== '' &&
    name.toLowerCase() >= from.toLowerCase() &&
    name.toLowerCase() <= to.toLowerCase()
  );
}
