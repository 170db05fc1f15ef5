/** A text that could be the beginning of one JSON object and is not all of it. */
export function isUnfinishedJson(text: string): boolean {
  if (text[0] !== '{') return false;
  let depth = 0;
  let isString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (isString) {
      if (char === '\\') at += 1;
      else if (char === '"') isString = false;
      else if (char !== undefined && char < ' ') return false;
    } else if (char === '"') isString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) return false;
    } else if (!/[\s\d:,.+\-a-zE]/.test(char ?? '')) return false;
  }
  return true;
}
