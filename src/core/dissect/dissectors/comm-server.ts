import type { Fact } from '../facts.ts';
import { fieldsOfJson } from '../json/fields.ts';
import { hexAt, numberAt, present, stringAt, type JsonObject } from '../json/members.ts';
import { scanJson } from '../json/scan.ts';
import type { Message } from '../message.ts';
import type { MessageDissector, Reading } from '../reading.ts';
import { short } from '../words.ts';

/** Messages between a client and its comm server (PROTOCOL §1.1), with the fork's fields and older names (§13). */
export const commServer: MessageDissector = (message, context) => {
  if (context.place !== 'clear' || message.type !== 'text') return undefined;
  if (context.isOne && (message.text === 'ping' || message.text === 'pong')) return plainPing(message.text, message);
  const json = message.json;
  const command = stringAt(json, 'command');
  const read = command === undefined || !Object.hasOwn(COMMANDS, command) ? undefined : COMMANDS[command];
  if (!json || !read) return undefined;
  const { name, summary, fact, malformed, phase } = read(json);
  return {
    layer: 'comm-server',
    name,
    phase: phase ?? 'register',
    title: 'Comm server',
    summary,
    facts: [fact],
    ...(malformed ? { problem: { code: 'comm-server.malformed', message: malformed } } : {}),
    fields: () => fieldsOfJson(message.source, scanJson(message.source), { secret: SECRET }),
  };
};

const SECRET: ReadonlySet<string> = new Set(['challenge', 'response']);

interface Command {
  name: string;
  summary: string;
  fact: Fact;
  phase?: Reading['phase'];
  malformed?: string;
}

const COMMANDS: Readonly<Record<string, (json: JsonObject) => Command>> = {
  register(json) {
    const publicKey = hexAt(json, 'publicKey');
    return {
      name: 'register',
      summary: publicKey ? `as ${short(publicKey)}` : 'without a usable public key',
      fact: present<Fact>({ kind: 'register', publicKey }),
      ...(publicKey ? {} : { malformed: 'publicKey is not 32 bytes of hex' }),
    };
  },
  authentication_request(json) {
    const publicKey = hexAt(json, 'publicKey');
    return {
      name: 'authentication_request',
      summary: publicKey ? `challenge of server ${short(publicKey)}` : 'challenge of the server',
      fact: present<Fact>({ kind: 'authentication-request', publicKey }),
      ...(publicKey && isBlob(json, 'challenge')
        ? {}
        : { malformed: 'publicKey or challenge has not the expected form' }),
    };
  },
  authentication_response: (json) => ({
    name: 'authentication_response',
    summary: 'answers the challenge',
    fact: { kind: 'authentication-response' },
    ...(isBlob(json, 'response') ? {} : { malformed: 'response is not 104 bytes of hex' }),
  }),
  authentication_success(json) {
    const pingInterval = numberAt(json, 'pingInterval');
    const clientIp = stringAt(json, 'clientIp');
    const clientPort = numberAt(json, 'clientPort');
    return {
      name: 'authentication_success',
      summary: pingInterval === undefined ? 'registered' : `registered, ping every ${pingInterval / 1000} s`,
      fact: present<Fact>({ kind: 'authentication-success', pingInterval, clientIp, clientPort }),
    };
  },
  ping: () => ping('ping'),
  pong: () => ping('pong'),
  comm_ping: () => ping('ping'),
  comm_pong: () => ping('pong'),
  connection_handover: () => ({
    name: 'connection_handover',
    summary: 'the spare becomes a relay to a peer',
    fact: { kind: 'handover' },
    phase: 'discovery',
  }),
};

const ping = (name: 'ping' | 'pong'): Command => ({
  name,
  summary: name === 'ping' ? 'server asks for a sign of life' : 'client is alive',
  fact: { kind: name },
  phase: 'keepalive',
});

/** One fork speaks bare words instead of JSON. */
const plainPing = (name: 'ping' | 'pong', message: Message): Reading => ({
  layer: 'comm-server',
  name,
  phase: 'keepalive',
  title: 'Comm server',
  summary: `${name} as a plain word`,
  facts: [{ kind: name, plainText: true }],
  fields: () => [{ name: 'text', value: name, range: [message.offset, message.offset + message.bytes.length] }],
});

/** Nonce, tag and 64 bytes as hex (§1.2). */
const isBlob = (json: JsonObject, key: string): boolean => /^[0-9a-f]{208}$/i.test(stringAt(json, key) ?? '');
