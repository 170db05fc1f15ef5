import { readFileSync } from 'node:fs';
import { instanceId, personId } from '../../../src/core/crypto/one-hash.ts';
import { ERROR_CODES, ERROR_NAMES, OBJECT_TYPES, WORDS } from '../../../src/core/redact/known-words.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import type { Truth, TruthPayload } from '../../lab/truth/truth.ts';
import { loadExpected } from '../dissect/captures.ts';
import { secretText, type Secret } from './leaks.ts';

/**
 * Everything that was said, as secrets: each text of eight characters or more anywhere in a message, ids that follow from names, keys, and the
 * ciphertext itself. What may leave is listed here, so that a new message is secret until somebody decides otherwise.
 */
const PUBLIC =
  /^(?:unversioned|versioned|version_node|start_protocol|accessible_objects|request_data|\$__undefined\$|stream-end|stream-error|write-stream-error|complete|Error while reading the file stream|Not a function: Servcie ID \d+ \[number\]|wss?:\/\/127\.0\.0\.1:\d+|\d{13}|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;
const SHORTEST = 8;

const isPublic = (text: string): boolean =>
  text.length < SHORTEST ||
  PUBLIC.test(text) ||
  [WORDS, ERROR_CODES, ERROR_NAMES, OBJECT_TYPES].some((known) => known.has(text));

interface Found {
  secrets: Map<string, Secret>;
  emails: Set<string>;
  names: Set<string>;
}

/** From the truth of a lab scenario. */
export function secretsOfTruth(...truths: Truth[]): Secret[] {
  const found: Found = { secrets: new Map(), emails: new Set(), names: new Set() };
  for (const { connections } of truths) {
    for (const { entries } of connections) {
      for (const entry of entries) {
        if (entry.kind === 'keys') addText(found, 'session key', entry.key);
        if (entry.kind !== 'frame') continue;
        const { name, wire, plain, message } = entry;
        if (wire.type === 'binary') addBytes(found, `ciphertext of ${name}`, bytesOf(wire));
        for (const payload of [plain, message]) if (payload) addPayload(found, name, payload);
      }
    }
  }
  return finish(found);
}

/** From the records of a capture, what the library saw below its encryption, and what was noted of its sockets. */
export function secretsOfCapture(name: string, records: readonly TraceRecord[]): Secret[] {
  const found: Found = { secrets: new Map(), emails: new Set(), names: new Set() };
  for (const record of records) {
    if (record.kind === 'key') addText(found, 'session key', record.key);
    if (record.kind !== 'frame' || !record.payload) continue;
    if (record.type === 'text') addMessage(found, 'clear text', Buffer.from(record.payload).toString('utf8'));
    else addBytes(found, 'ciphertext', record.payload);
  }
  for (const { type, text = '', base64 = '' } of loadExpected(name)) {
    if (type === 'text') addMessage(found, 'encrypted text', text);
    else addBytes(found, 'encrypted bytes', Buffer.from(base64, 'base64'));
  }
  const truth = readFileSync(new URL(`../../fixtures/captures/${name}.truth.json`, import.meta.url), 'utf8');
  for (const [hex] of truth.matchAll(/\b[0-9a-f]{64}\b/g)) addText(found, 'key of the truth', hex);
  for (const [email] of truth.matchAll(/[\w.-]+@[\w.-]+/g)) found.emails.add(email);
  return finish(found);
}

const bytesOf = (payload: TruthPayload & { type: 'binary' }): Uint8Array => Buffer.from(payload.base64, 'base64');

function addPayload(found: Found, what: string, payload: TruthPayload): void {
  if (payload.type === 'text') addMessage(found, what, payload.text);
  else addBytes(found, what, bytesOf(payload));
}

function addText({ secrets }: Found, what: string, text: string): void {
  if (!isPublic(text)) secrets.set(text, secretText(`${what} “${text.slice(0, 40)}”`, text));
}

/** Where nonce, tag and ciphertext begin, or pieces of anything else. */
const PLACES = [0, 24, 40];
const WINDOW = 16;

function addBytes({ secrets }: Found, what: string, bytes: Uint8Array): void {
  for (const place of PLACES) {
    const window = bytes.subarray(place, place + WINDOW);
    const key = Buffer.from(window).toString('hex');
    if (window.length === WINDOW && !isOfAWord(window))
      secrets.set(key, { what: `${what}, from byte ${place}`, bytes: window });
  }
}

/** Texts that begin like a marker, which the lab sends in pieces. */
const isOfAWord = (bytes: Uint8Array): boolean => {
  const text = Buffer.from(bytes).toString('latin1');
  return [...WORDS].some((word) => word.includes(text));
};

/** A text, and whatever stands within it: JSON in JSON, properties of objects. */
function addMessage(found: Found, what: string, text: string): void {
  const value = parsed(text);
  if (value === undefined) addText(found, what, text);
  else addValue(found, what, value);
  for (const [, inner = ''] of text.matchAll(/>([^<>]+)</g)) addText(found, `object in ${what}`, inner);
}

function addValue(found: Found, what: string, value: unknown): void {
  if (typeof value === 'string') {
    if (value.includes('@')) found.emails.add(value);
    addMessage(found, what, value);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === 'string' && /^(?:name|instanceName)$/.test(name)) found.names.add(member);
      addValue(found, `${name} of ${what.split(' of ').at(-1)}`, member);
    }
  }
}

function parsed(text: string): unknown {
  try {
    return /^[[{"]/.test(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

function finish(found: Found): Secret[] {
  for (const email of found.emails) {
    addText(found, 'person id', personId(email));
    found.secrets.set(email, secretText(`e-mail ${email}`, email));
    for (const name of found.names) addText(found, 'instance id', instanceId(name, personId(email)));
  }
  return [...found.secrets.values()];
}
