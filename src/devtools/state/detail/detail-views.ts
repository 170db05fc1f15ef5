import type { RowDetail } from '../../../core/contract/decoder.ts';
import type { Field, Payload, View } from '../../../core/dissect/dissection.ts';
import { placesOf, type Ranges } from './hex-lines.ts';

type FrameDetail = Extract<RowDetail, { kind: 'frame' }>;

export interface ByteView {
  view: View;
  title: string;
  bytes: Uint8Array;
  masked: Ranges;
}

const TITLES: Record<View, string> = { wire: 'Wire', plain: 'Decrypted', message: 'Payload' };

/** A masked field and where its bytes lie. `id` is its path in the tree. */
export interface SecretField {
  id: string;
  view: View;
  range: readonly [number, number] | undefined;
  value: string;
}

/** The bytes that the hex can show, each with what is masked in it. `revealed` is the path of the one value that is shown. */
export function byteViews(detail: FrameDetail, revealed: string | undefined): ByteView[] {
  const { wire, dissection, masked } = detail;
  const all: [View, Uint8Array | undefined][] = [
    ['wire', wire],
    ['plain', dissection.box],
    ['message', payloadOf(dissection, wire)],
  ];
  const present = all.filter((entry): entry is [View, Uint8Array] => entry[1] !== undefined);
  const hidden = secretFields(detail).filter(({ id }) => id !== revealed);
  return present.map(([view, bytes]) => ({
    view,
    title: `${TITLES[view]} ${bytes.length}`,
    bytes,
    masked:
      masked && revealed !== PIECE && view !== 'wire' ? [[0, bytes.length]] : maskedIn(view, bytes, hidden, present),
  }));
}

/** The payload, where it is not the very bytes that were sent. */
function payloadOf(
  { message, plain, box }: FrameDetail['dissection'],
  wire: Uint8Array | undefined,
): Uint8Array | undefined {
  const bytes = bytesOf(message ?? plain);
  return box === undefined && bytes?.length === wire?.length ? undefined : bytes;
}

/** Stands for the content of a piece in place of a field's path. */
export const PIECE = 'piece';

/** A secret is masked in the view it was read from, and wherever its bytes appear in the others. */
function maskedIn(
  view: View,
  bytes: Uint8Array,
  hidden: readonly SecretField[],
  present: readonly [View, Uint8Array][],
): Ranges {
  return hidden.flatMap(({ view: own, range, value }): [number, number][] => {
    if (own === view && range) return [[range[0], range[1]]];
    const source = present.find(([each]) => each === own)?.[1];
    const needle = range && source ? source.subarray(range[0], range[1]) : new TextEncoder().encode(value);
    return placesOf(needle, bytes);
  });
}

/** The bytes that the innermost layer was read from. */
export function innermostView({ tree }: FrameDetail['dissection']): View | undefined {
  return tree.findLast(({ fields }) => fields.length > 0)?.view;
}

/** Bytes of the layers around the content: flags, padding. */
export function dimmedIn(view: View, { tree }: FrameDetail['dissection']): Ranges {
  const outer = tree.slice(0, -1).filter((node) => node.view === view);
  return outer.flatMap(({ fields }) => fields.flatMap(({ range }) => (range ? [range] : [])));
}

export function secretFields({ dissection }: FrameDetail): SecretField[] {
  const found: SecretField[] = [];
  for (const [node, { view, fields }] of dissection.tree.entries()) collect(fields, String(node), view, found);
  return found;
}

function collect(fields: readonly Field[], path: string, view: View, found: SecretField[]): void {
  for (const [at, field] of fields.entries()) {
    const id = `${path}.${at}`;
    if (field.secret) found.push({ id, view, range: field.range, value: String(field.value ?? '') });
    if (field.children) collect(field.children, id, view, found);
  }
}

export function bytesOf(payload: Payload | undefined): Uint8Array | undefined {
  if (payload === undefined) return undefined;
  return payload.type === 'binary' ? payload.bytes : new TextEncoder().encode(payload.text);
}
