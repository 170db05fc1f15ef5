import { utf8 } from '../crypto/bytes.ts';

/** §5.4: the whole text is cut to 123 UTF-8 bytes, dropping UTF-16 units from the end. */
export function closeText(reason: string | undefined, terminate: boolean): string {
  const verb = terminate ? 'Terminate called' : 'Close called';
  let text = reason === undefined ? `${verb}.` : `${verb}: ${reason}`;
  while (utf8(text).length > 123) text = text.slice(0, -1);
  return text;
}
