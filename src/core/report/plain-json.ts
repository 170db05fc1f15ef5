/** What JSON.stringify leaves as it is although it steers a terminal (8-bit controls) or turns text. A line break stands between members only. */
const STEERING = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

const escaped = (char: string): string => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** JSON that says the same and can be shown anywhere: whatever could do harm there is written as an escape. */
export const plainJson = (value: object | string, indent?: number): string =>
  JSON.stringify(value, undefined, indent).replace(STEERING, escaped);
