/** What comes from the wire, from a file or as its name must neither steer a terminal nor turn the direction of text. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '\u{fffd}');
