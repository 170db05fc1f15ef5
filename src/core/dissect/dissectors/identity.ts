import { instanceId, personId } from '../../crypto/one-hash.ts';
import type { Field } from '../dissection.ts';
import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { hexAt, objectAt, present, stringAt, type JsonObject } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { Message } from '../message.ts';
import type { MessageDissector } from '../reading.ts';
import { line, short } from '../words.ts';

/** Group, consent, and who the peers are (PROTOCOL §3.1; §13 for `start_protocol` of older versions is left unknown). */
export const identity: MessageDissector = (message) => {
  if (message.type !== 'text') return undefined;
  const json = message.json;
  const command = stringAt(json, 'command');
  const read = command === undefined || !Object.hasOwn(COMMANDS, command) ? undefined : COMMANDS[command];
  if (!json || !read || command === undefined) return undefined;
  const { summary, fact, derived } = read(json);
  return {
    layer: 'identity',
    name: command,
    phase: 'identity',
    title: 'Identity',
    summary,
    facts: fact ? [fact] : [],
    ...(fact ? {} : { problem: { code: 'identity.malformed', message: `${command} lacks a member it must have` } }),
    fields: () => [...jsonFields(message), ...(derived ? [derived] : [])],
  };
};

const jsonFields = (message: Message): Field[] => fieldsOfJson(message.source, scanJson(message.source));

interface Command {
  summary: string;
  /** Absent where the message lacks what it must have. */
  fact: Fact | undefined;
  /** A value that is not on the wire but follows from it. */
  derived?: Field;
}

const COMMANDS: Readonly<Record<string, (json: JsonObject) => Command>> = {
  connection_group(json) {
    const name = stringAt(json, 'connectionGroupName');
    return {
      summary: `group ${line(name ?? '?', 60)}`,
      fact: name === undefined ? undefined : { kind: 'group', name },
    };
  },
  sync: () => ({ summary: 'peer is willing', fact: { kind: 'sync' } }),
  person_id_object(json) {
    const email = stringAt(objectAt(json, 'obj'), 'email');
    if (email === undefined) return { summary: 'Person without an e-mail', fact: undefined };
    const id = personId(email);
    return { summary: `Person ${line(email, 100)}`, fact: { kind: 'person', email, id }, derived: idField(id) };
  },
  keys_object(json) {
    const keys = objectAt(json, 'obj');
    const owner = hexAt(keys, 'owner');
    const publicKey = hexAt(keys, 'publicKey');
    const publicSignKey = hexAt(keys, 'publicSignKey');
    return {
      summary: owner ? `Keys of ${short(owner)}` : 'Keys without an owner',
      fact: keys ? present<Fact>({ kind: 'keys', owner, publicKey, publicSignKey }) : undefined,
    };
  },
  instance_id_object(json) {
    const instance = objectAt(json, 'obj');
    const name = stringAt(instance, 'name');
    const owner = hexAt(instance, 'owner');
    if (name === undefined || owner === undefined)
      return { summary: 'Instance without name or owner', fact: undefined };
    const id = instanceId(name, owner);
    return {
      summary: `Instance ${line(name, 80)} of ${short(owner)}`,
      fact: { kind: 'instance', name, owner, id },
      derived: idField(id),
    };
  },
};

const idField = (id: string): Field => ({ name: 'id hash', value: id, note: 'computed' });
