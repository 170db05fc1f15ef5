import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { arrayAt, numberAt, present, stringAt, type JsonObject } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { MessageDissector } from '../reading.ts';
import { line, plural, short } from '../words.ts';

/** The debug protocol (PROTOCOL §4.2): the one family of ONE that is told apart by `type`. */
export const debug: MessageDissector = (message, context) => {
  if (context.place !== 'sealed' || message.type !== 'text') return undefined;
  if (context.group !== undefined && context.group !== 'debug') return undefined;
  const json = message.json;
  const type = stringAt(json, 'type');
  const read = type === undefined || !Object.hasOwn(TYPES, type) ? undefined : TYPES[type];
  if (!json || !read || numberAt(json, 'responseId') !== undefined) return undefined;
  const { name, summary, fact } = read(json);
  return {
    layer: 'debug',
    name,
    phase: 'data',
    title: 'Debug',
    summary,
    facts: [fact],
    fields: () => fieldsOfJson(message.source, scanJson(message.source)),
  };
};

const TYPES: Readonly<Record<string, (json: JsonObject) => { name: string; summary: string; fact: Fact }>> = {
  start_protocol(json) {
    const protocol = stringAt(json, 'protocol');
    return {
      name: 'debug.start',
      summary: `${line(protocol ?? '?', 60)} ${line(stringAt(json, 'version') ?? '', 20)}`.trim(),
      fact: present<Fact>({ kind: 'debug', message: 'start', protocol }),
    };
  },
  accessible_objects(json) {
    const count = arrayAt(json, 'objects')?.length ?? 0;
    return {
      name: 'debug.objects',
      summary: plural(count, 'object', 'objects'),
      fact: { kind: 'debug', message: 'objects', count },
    };
  },
  request_data: (json) => ({
    name: 'debug.request',
    summary: `${line(stringAt(json, 'hashType') ?? '?', 20)} ${line(short(stringAt(json, 'hash') ?? '?'), 20)}`,
    fact: { kind: 'debug', message: 'request' },
  }),
  data: (json) => ({
    name: 'debug.data',
    summary: `${stringAt(json, 'data')?.length ?? 0} characters`,
    fact: { kind: 'debug', message: 'data' },
  }),
};
