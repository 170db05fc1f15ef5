/** §2.5, §2.6: a string starting with a keyword gets one `x` appended. */
export function escapeKeyword(keyword: string, text: string): string {
  return text.startsWith(keyword) ? `${text}x` : text;
}

export function unescapeKeyword(keyword: string, text: string): string {
  if (text === keyword) throw new Error(`Tried to unescape the keyword value ${keyword}`);
  return text.startsWith(keyword) ? text.slice(0, -1) : text;
}
