import type { Field } from '../dissection.ts';
import { fieldsOfJson, type FieldStyle } from '../json/fields.ts';
import { scanJson } from '../json/scan.ts';
import { sourceOfLiteral, type Source } from '../json/source.ts';
import type { Message } from '../message.ts';
import { microdataFields } from '../microdata/fields.ts';
import type { Asked } from '../reading.ts';
import { span } from '../words.ts';
import { describeObject, type Answer } from './answer.ts';
import { serviceName, UNDEFINED } from './services.ts';

/** The members of an RPC message, with what they refer to, and the object or list inside `data` opened. */
export function rpcFields(message: Message, t: number, asked: Asked | undefined, answer?: Answer): Field[] {
  const source = message.source;
  const style: FieldStyle = {
    member(path, field, node) {
      if (path === 'responseId' && asked) return answers(field, asked, t);
      if (path === 'serviceId') return { ...field, note: serviceName(Number(field.value)) };
      if (path === 'encoding' && field.value === UNDEFINED) return { ...field, note: 'as before' };
      if (path !== 'data' || node.type !== 'string' || !answer) return undefined;
      return openData(field, sourceOfLiteral(source, node.start, node.end), answer);
    },
  };
  return fieldsOfJson(source, scanJson(source), style);
}

const answers = (field: Field, asked: Asked, t: number): Field => ({
  ...field,
  note: `answers ${serviceName(asked.serviceId)} after ${span(Math.max(0, t - asked.t))}`,
  link: { seq: asked.seq },
});

function openData(field: Field, inner: Source, answer: Answer): Field {
  const { range } = field;
  const place = range ? { range } : {};
  if (answer.kind === 'object' && answer.object) {
    const { object } = answer;
    return {
      name: 'object',
      value: object.type,
      note: describeObject(object),
      ...place,
      children: microdataFields(inner),
    };
  }
  if (answer.kind === 'entries') {
    return {
      name: 'data',
      value: null,
      note: answer.summary,
      ...place,
      children: fieldsOfJson(inner, scanJson(inner)),
    };
  }
  return field.value === UNDEFINED ? { ...field, note: 'undefined' } : field;
}
