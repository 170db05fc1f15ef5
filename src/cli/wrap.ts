/** Columns of a manual page: what a terminal has at the least. */
const WIDTH = 80;

/** Paragraphs as lines that fit, each `indent` columns in. */
export function wrap(text: string, indent: number): string[] {
  const margin = ' '.repeat(indent);
  return text.split('\n').flatMap((line) => {
    if (line === '') return [''];
    const lines: string[] = [];
    let current = '';
    for (const word of line.split(' ')) {
      if (current !== '' && indent + current.length + 1 + word.length > WIDTH) {
        lines.push(margin + current);
        current = word;
      } else current = current === '' ? word : `${current} ${word}`;
    }
    return [...lines, margin + current];
  });
}

/** A term with its explanation beside it, or below where the term is too long. */
export function entry(term: string, text: string, column: number): string[] {
  const lines = wrap(text, column);
  const head = `  ${term}`;
  if (head.length + 2 > column) return [head, ...lines];
  return [head.padEnd(column) + (lines[0] ?? '').trimStart(), ...lines.slice(1)];
}
