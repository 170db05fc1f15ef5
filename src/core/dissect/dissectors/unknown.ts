import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { stringAt } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { Message } from '../message.ts';
import type { Reading } from '../reading.ts';
import { bytesOf, line } from '../words.ts';

/** What no dissector knows: shown raw. The line never quotes it, since nobody can say whether it is secret. */
export function unknown(message: Message): Reading {
  const size = bytesOf(message.bytes.length);
  if (message.type === 'binary') return reading(`binary, ${size}`, []);
  const json = message.json;
  const value = stringAt(json, 'command') ?? stringAt(json, 'type');
  if (value !== undefined) {
    const key = stringAt(json, 'command') === undefined ? 'type' : 'command';
    const fact: Fact = { kind: 'foreign-text', why: 'unknown-discriminator', value: line(value, 60) };
    return { ...reading(`${key} “${line(value, 60)}” is none of ONE’s`, [fact]), fields: () => jsonFields(message) };
  }
  if (message.isJson) {
    const fact: Fact = { kind: 'foreign-text', why: 'no-discriminator' };
    return { ...reading(`JSON without command or type, ${size}`, [fact]), fields: () => jsonFields(message) };
  }
  return reading(`text that is no JSON, ${size}`, [{ kind: 'foreign-text', why: 'not-json' }]);
}

const jsonFields = (message: Message) => fieldsOfJson(message.source, scanJson(message.source));

const reading = (summary: string, facts: Fact[]): Reading => ({
  layer: undefined,
  name: 'unknown',
  title: 'Unknown',
  summary,
  facts,
  fields: () => [],
});
