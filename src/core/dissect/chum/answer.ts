import { hashOfText } from '../../crypto/one-hash.ts';
import type { Json } from '../../trace/records.ts';
import type { Fact } from '../facts.ts';
import { asObject } from '../json/members.ts';
import { readHead } from '../microdata/head.ts';
import type { Asked } from '../reading.ts';
import { bytesOf, line, plural, short } from '../words.ts';
import { CHILDREN, ROOTS, UNDEFINED } from './services.ts';

/** What the `data` of an answer is. */
export interface Answer {
  kind: 'object' | 'entries' | 'version' | 'undefined' | 'other';
  summary: string;
  facts: Fact[];
  object?: { type: string; hash: string; verified?: boolean };
}

/** Reads the value that answers request `id`. `asked` is absent where the request was never seen. */
export function readAnswer(id: number, data: Json | undefined, asked: Asked | undefined): Answer {
  if (typeof data === 'number') {
    const isVersion = asked?.serviceId === 1;
    return {
      kind: isVersion ? 'version' : 'other',
      summary: String(data),
      facts: isVersion ? [{ kind: 'protocol-version', version: data }] : [],
    };
  }
  if (data === UNDEFINED || data === undefined) return { kind: 'undefined', summary: 'done', facts: [] };
  if (typeof data !== 'string') return { kind: 'other', summary: 'data', facts: [] };
  return readObject(data, asked) ?? readEntries(id, data, asked) ?? other(data);
}

const other = (data: string): Answer => ({ kind: 'other', summary: `text, ${bytesOf(data.length)}`, facts: [] });

function readObject(data: string, asked: Asked | undefined): Answer | undefined {
  const head = readHead(data);
  if (!head) return undefined;
  const hash = hashOfText(data);
  const verified = asked?.hash === undefined ? {} : { verified: asked.hash === hash };
  const { type, idObject, preview } = head;
  return {
    kind: 'object',
    summary: `${line(type, 50)}${preview === undefined ? '' : ` “${line(preview, 50)}”`}`,
    facts: [
      {
        kind: 'object',
        type: line(type, 120),
        hash,
        bytes: data.length,
        ...(idObject ? { idObject } : {}),
        ...verified,
      },
    ],
    object: { type, hash, ...verified },
  };
}

/** Root entries and children are JSON inside a string. */
function readEntries(id: number, data: string, asked: Asked | undefined): Answer | undefined {
  if (!data.startsWith('[')) return undefined;
  const entries = parseList(data);
  if (!entries) return undefined;
  const summary = plural(entries.length, 'entry', 'entries');
  if (asked && CHILDREN.has(asked.serviceId)) {
    return { kind: 'entries', summary, facts: [{ kind: 'children', id, count: entries.length }] };
  }
  const types = countTypes(entries);
  const areRoots = asked ? asked.serviceId === ROOTS : types.roots > 0;
  const { unversioned, versioned, versionNodes, ids } = types;
  return {
    kind: 'entries',
    summary,
    facts: areRoots ? [{ kind: 'roots', id, count: entries.length, unversioned, versioned, versionNodes, ids }] : [],
  };
}

function parseList(text: string): Json[] | undefined {
  try {
    const value = JSON.parse(text) as Json;
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function countTypes(entries: Json[]) {
  const count = { unversioned: 0, versioned: 0, versionNodes: 0, ids: 0, roots: 0 };
  for (const entry of entries) {
    const members = asObject(entry);
    const type = members?.['type'];
    if (type === 'unversioned') count.unversioned += 1;
    else if (type === 'versioned') count.versioned += 1;
    else if (type === 'version_node') count.versionNodes += 1;
    else if (type === 'id' && typeof members?.['idHash'] === 'string') count.ids += 1;
  }
  count.roots = count.unversioned + count.versioned + count.versionNodes + count.ids;
  return count;
}

/** `9861d52f…8031 · hash verified` */
export function describeObject(object: NonNullable<Answer['object']>): string {
  if (object.verified === undefined) return short(object.hash);
  return `${short(object.hash)} · ${object.verified ? 'hash verified' : 'is not the object that was asked for'}`;
}
