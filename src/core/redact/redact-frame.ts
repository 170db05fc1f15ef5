import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../crypto/hex.ts';
import type { Dissection } from '../dissect/dissection.ts';
import { payloadRange } from '../dissect/dissectors/encryption.ts';
import type { DecodedFrame, FrameRecord } from '../trace/records.ts';
import type { Mask } from './mask.ts';
import { OPERATIONS, redactChannel } from './redact-channel.ts';
import { redactFact } from './redact-fact.ts';
import { redactMark } from './redact-merge.ts';
import { redactProblem } from './redact-problem.ts';
import { redactRecordName } from './record-name.ts';
import { redactTree } from './redact-tree.ts';
import { TITLES } from './schema.ts';
import type { MessageSchema, Schema } from './schema-rule.ts';
import { summaryOfFacts } from './summary-of-facts.ts';

/** A frame without its payload: what of its dissection may leave, and the digest by which two sides can still be paired. */
export function redactFrame(frame: FrameRecord, dissection: Dissection, schema: Schema, mask: Mask): FrameRecord {
  const { conn, seq, t, dir, type, size, channel, op, ms, truncated } = frame;
  const name = schema.has(dissection.name) ? dissection.name : 'unknown';
  const rules = schema.get(name) ?? NOTHING;
  const digest = digestOf(frame, dissection, rules);
  return {
    kind: 'frame',
    conn: redactRecordName(conn, mask),
    seq,
    t,
    dir,
    type,
    size,
    ...(channel === undefined ? {} : { channel: redactChannel(channel, mask) }),
    ...(op !== undefined && OPERATIONS.has(op) ? { op } : {}),
    ...(ms === undefined ? {} : { ms }),
    ...(truncated ? { truncated } : {}),
    ...(digest === undefined ? {} : { digest }),
    decoded: decodedOf(frame, dissection, name, rules, mask),
    ...redactMark(frame, mask),
  };
}

const NOTHING: MessageSchema = { digest: false, fields: {} };

/** Bytes of the digest: half of SHA-256 (TRACE-FORMAT §1). */
const DIGEST_BYTES = 16;

/** Ciphertext cannot be guessed; of anything else the schema says whether its digest gives it away. */
function digestOf(
  { payload, digest, truncated }: FrameRecord,
  { layers }: Dissection,
  rules: MessageSchema,
): string | undefined {
  if (!payload) return digest;
  if (truncated || !(rules.digest || layers.includes('encryption'))) return undefined;
  return toHex(sha256(payload).subarray(0, DIGEST_BYTES));
}

function decodedOf(
  frame: FrameRecord,
  dissection: Dissection,
  name: string,
  rules: MessageSchema,
  mask: Mask,
): DecodedFrame {
  const { layers, phase, counter, plainSize, problem, tree } = dissection;
  const facts = (dissection.facts ?? []).map((fact) => redactFact(fact, mask)).filter((fact) => fact !== undefined);
  const summary = name === 'encrypted' ? `${payloadRange(frame.size)} payload` : summaryOfFacts(facts);
  const fields = mask.level === 'fields' ? redactTree(tree, rules, summary, mask) : [];
  return {
    layers: layers.filter((layer) => TITLES.has(layer)),
    name,
    ...(phase === undefined ? {} : { phase }),
    ...(counter === undefined ? {} : { counter }),
    ...(plainSize === undefined ? {} : { plainSize }),
    ...(summary === undefined ? {} : { summary }),
    ...(facts.length === 0 ? {} : { facts }),
    ...(problem === undefined ? {} : { problem: redactProblem(problem, mask) }),
    ...(fields.length === 0 ? {} : { fields }),
  };
}
