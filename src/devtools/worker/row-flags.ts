import { ROW } from '../../core/contract/row-columns.ts';
import type { Dissection, Field } from '../../core/dissect/dissection.ts';
import type { FrameRecord } from '../../core/trace/records.ts';

/** What the list, the filter and the glyphs know of a frame without looking into it again. */
export function frameFlags(
  frame: FrameRecord,
  { layers, name, plain, problem, rpc, answers, pieces, tree }: Dissection,
): number {
  const isEncrypted = layers.includes('encryption');
  const isPiece = layers.includes('fragmentation') && pieces === undefined;
  return (
    (frame.dir === 'out' ? ROW.out : 0) |
    (frame.type === 'binary' ? ROW.binary : 0) |
    (frame.truncated ? ROW.truncated : 0) |
    (isEncrypted ? ROW.encrypted : 0) |
    (isEncrypted && (plain !== undefined || name !== 'encrypted') ? ROW.decrypted : 0) |
    (name === 'encrypted' ? ROW.locked : 0) |
    (isPiece ? ROW.fragment : 0) |
    (name === 'unknown' ? ROW.unknown : 0) |
    (problem ? ROW.problem : 0) |
    (/(^|[.\-_])error$/.test(name) ? ROW.error : 0) |
    (rpc?.asks ? ROW.asks : 0) |
    (answers ? ROW.answers : 0) |
    (tree.some((node) => holdsSecret(node.fields)) ? ROW.secret : 0)
  );
}

export function holdsSecret(fields: readonly Field[]): boolean {
  return fields.some((field) => field.secret === true || (field.children !== undefined && holdsSecret(field.children)));
}
