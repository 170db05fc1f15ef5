import { describe, expect, test } from 'vitest';
import type { RowDetail } from '../../../src/core/contract/decoder.ts';
import type { Field } from '../../../src/core/dissect/dissection.ts';
import { carriesBytes, COPY_FORMATS, copyAs } from '../../../src/devtools/state/detail/copy-as.ts';
import { byteViews, PIECE } from '../../../src/devtools/state/detail/detail-views.ts';
import { hexLine, placesOf } from '../../../src/devtools/state/detail/hex-lines.ts';
import { treeRows } from '../../../src/devtools/state/detail/layer-tree.ts';

const TOKEN = 'c0ffee00c0ffee11';
const TEXT = `{"token":"${TOKEN}"}`;

function detailWith(
  change: Partial<Extract<RowDetail, { kind: 'frame' }>> = {},
): Extract<RowDetail, { kind: 'frame' }> {
  const start = 2 + TEXT.indexOf(TOKEN);
  const field: Field = { name: 'token', value: TOKEN, range: [start, start + TOKEN.length], secret: true };
  return {
    kind: 'frame',
    row: 1,
    conn: 'ws1',
    t: 0,
    dir: 'out',
    type: 'binary',
    size: 60,
    truncated: false,
    masked: false,
    wire: new Uint8Array(60).fill(200),
    dissection: {
      layers: ['encryption', 'pairing'],
      name: 'authentication_token',
      summary: 'a token',
      box: new TextEncoder().encode(`\u0001\u0002${TEXT}`),
      plain: { type: 'text', text: TEXT },
      tree: [{ layer: 'pairing', title: 'Pairing', summary: '', view: 'plain', fields: [field] }],
    },
    ...change,
  };
}

const shown = (detail: ReturnType<typeof detailWith>, revealed?: string): string =>
  byteViews(detail, revealed)
    .flatMap(({ bytes, masked }) =>
      Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => hexLine(bytes, line, masked)),
    )
    .flat()
    .map(({ char }) => char)
    .join('');

describe('a secret', () => {
  test('is masked with its length in the tree', () => {
    const [, row] = treeRows(detailWith().dissection.tree, { folded: new Set(), revealed: undefined });
    expect(row?.value).toBe(`•••••••• (${TOKEN.length})`);
  });

  test('is masked in every view of the bytes, also where only its bytes and no range are known', () => {
    expect(shown(detailWith())).not.toContain(TOKEN.slice(0, 4));
    const { dissection } = detailWith();
    const [node] = dissection.tree;
    const noRange = {
      ...dissection,
      tree: [{ ...node!, fields: [{ name: 'token', value: TOKEN, secret: true as const }] }],
    };
    expect(shown(detailWith({ dissection: noRange }))).not.toContain(TOKEN.slice(0, 4));
  });

  test('is shown when it is revealed, in the tree and in the bytes', () => {
    const [, row] = treeRows(detailWith().dissection.tree, { folded: new Set(), revealed: '0.0' });
    expect(row?.value).toBe(TOKEN);
    expect(shown(detailWith(), '0.0')).toContain(TOKEN);
  });

  test('hides a whole piece of the message that holds it', () => {
    const piece = detailWith({ masked: true });
    expect(shown(piece)).not.toContain('token');
    expect(shown(piece, PIECE)).toContain('token');
  });

  test('does not leave with a copy that carries no bytes', () => {
    for (const { id } of COPY_FORMATS) {
      if (!carriesBytes(id)) expect(copyAs(id, detailWith())).not.toContain(TOKEN);
    }
  });
});

describe('places of bytes', () => {
  test('are all found, at the ends and overlapping', () => {
    const bytes = new Uint8Array([1, 1, 1, 2, 1, 1]);
    expect(placesOf(new Uint8Array([1, 1]), bytes)).toEqual([
      [0, 2],
      [1, 3],
      [4, 6],
    ]);
    expect(placesOf(new Uint8Array(), bytes)).toEqual([]);
    expect(placesOf(new Uint8Array([1, 3]), bytes)).toEqual([]);
  });
});
