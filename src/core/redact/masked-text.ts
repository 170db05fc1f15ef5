const MASK = /^‹text, \d+ characters?›$/;

export const isMasked = (text: string): boolean => MASK.test(text);

/** What stands for a text that must not leave: its length alone. What is masked already stays as it is. */
export const maskText = (text: string): string =>
  MASK.test(text) ? text : `‹text, ${text.length} ${text.length === 1 ? 'character' : 'characters'}›`;

/**
 * The mask, behind the words of ours that a rule looks for in such a text: the first that the pattern finds. Patterns are made of constant
 * words, so that nothing of the text is passed on.
 */
export function maskBehind(text: string, words: RegExp): string {
  const found = words.exec(text)?.[0];
  if (found === undefined) return maskText(text);
  const rest = text.slice(found.length + 1);
  return text.startsWith(`${found} `) && MASK.test(rest) ? text : `${found} ${maskText(text)}`;
}
