import type { Dissection, Field, LayerNode, Payload } from '../core/dissect/dissection.ts';
import { encodeBase64 } from '../core/trace/base64.ts';
import type { FrameRecord } from '../core/trace/records.ts';
import { plainJson } from '../core/report/plain-json.ts';

/** The line of NDJSON for one frame. Contract: TRACE-FORMAT §3. */
export function frameJson(frame: FrameRecord, dissection: Dissection): string {
  const { layers, name, phase, summary, counter, expectedCounter, plain, message, tree, problem } = dissection;
  return plainJson({
    conn: frame.conn,
    seq: frame.seq,
    t: frame.t,
    dir: frame.dir,
    size: frame.size,
    layers,
    name,
    phase,
    summary,
    counter,
    expectedCounter: counter === undefined ? expectedCounter : undefined,
    plain: plain && payloadJson(plain),
    message: message && payloadJson(message),
    fields: tree.length > 0 ? tree.map(masked) : undefined,
    problem,
  });
}

const payloadJson = (payload: Payload): object =>
  payload.type === 'text' ? payload : { type: 'binary', base64: encodeBase64(payload.bytes) };

/** `plain` and `message` are the bytes as they are; the tree is made for reading, and what is secret stays covered there. */
const masked = (node: LayerNode): LayerNode => ({ ...node, fields: node.fields.map(maskedField) });

function maskedField(field: Field): Field {
  const value = field.secret ? '•••' : field.value;
  return { ...field, value, ...(field.children ? { children: field.children.map(maskedField) } : {}) };
}
