import type { RowDetail } from '../../../core/contract/decoder.ts';
import type { Field, LayerNode } from '../../../core/dissect/dissection.ts';
import { bytesOf } from './detail-views.ts';
import { clock, masked } from '../format.ts';

type FrameDetail = Extract<RowDetail, { kind: 'frame' }>;

export const COPY_FORMATS = [
  { id: 'text', title: 'Text' },
  { id: 'json', title: 'JSON' },
  { id: 'hex', title: 'Hex' },
  { id: 'base64', title: 'Base64' },
  { id: 'c', title: 'C array' },
  { id: 'markdown', title: 'Markdown row' },
  { id: 'fixture', title: 'Test fixture' },
] as const;

export type CopyFormat = (typeof COPY_FORMATS)[number]['id'];

/** Formats that carry the payload's own bytes, and so every secret in it. */
export const carriesBytes = (format: CopyFormat): boolean => !['json', 'markdown'].includes(format);

/** The innermost bytes of a message: its payload, else what was sent. */
const innermost = ({ dissection, wire }: FrameDetail): Uint8Array =>
  bytesOf(dissection.message ?? dissection.plain) ?? wire ?? new Uint8Array();

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return btoa(text);
}

/** A message for the clipboard. JSON and Markdown leave secrets masked; the others are the bytes as they are. */
export function copyAs(format: CopyFormat, detail: FrameDetail): string {
  const bytes = innermost(detail);
  switch (format) {
    case 'text':
      return new TextDecoder().decode(bytes);
    case 'hex':
      return hex(bytes);
    case 'base64':
      return base64(bytes);
    case 'c':
      return `const unsigned char message[${bytes.length}] = {\n${cLines(bytes)}\n};\n`;
    case 'json':
      return JSON.stringify(plainObject(detail), undefined, 2);
    case 'markdown': {
      const { dissection, dir, t, size, conn } = detail;
      const cells = [clock(t), conn, dir === 'out' ? '↑' : '↓', dissection.name, dissection.summary, `${size} B`];
      return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
    }
    case 'fixture': {
      const { dissection, dir, type } = detail;
      const { name, layers, phase } = dissection;
      return JSON.stringify({ dir, type, base64: base64(detail.wire ?? bytes), expect: { name, layers, phase } });
    }
  }
}

function cLines(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += 12) {
    lines.push(
      `  ${Array.from(bytes.subarray(at, at + 12), (byte) => `0x${byte.toString(16).padStart(2, '0')}`).join(', ')},`,
    );
  }
  return lines.join('\n');
}

function plainObject({ conn, t, dir, size, dissection }: FrameDetail): unknown {
  const { layers, name, phase, summary, counter, problem, tree } = dissection;
  return { conn, t, dir, size, layers, name, phase, summary, counter, problem, fields: tree.map(layerObject) };
}

const layerObject = ({ layer, fields }: LayerNode): unknown => ({ layer, ...fieldsObject(fields) });

function fieldsObject(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(({ name, value, secret, children }) => {
      if (secret) return [name, masked(String(value ?? '').length)];
      return [name, children?.length ? { value, ...fieldsObject(children) } : value];
    }),
  );
}
