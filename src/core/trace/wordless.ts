/**
 * Of a document that said nothing when it went. What it had in hand nobody knows, so no number is made up; the beginning is that of every
 * page that is gone.
 */
export const WORDLESS =
  'page gone without a word: it crashed or was killed, and what it still had in hand is not counted';
