import type { Json } from '../trace/records.ts';
import type { Mask } from './mask.ts';
import { maskBehind, maskText } from './masked-text.ts';
import { redactOwnText, redactSaid } from './redact-text.ts';
import { redactHost, redactPageUrl } from './redact-url.ts';

/** Types of notes (TRACE-FORMAT §1); what a type that is not known may say, nobody knows. */
const TYPES: ReadonlySet<string> = new Set([
  'navigation',
  'mark',
  'invite',
  'console',
  'visibility',
  'freeze',
  'online',
  'clock',
  'gap',
]);

export const redactNoteType = (type: string, { standIns }: Mask): string =>
  TYPES.has(type) ? type : standIns.name(type);

/** What a note says, as far as it may leave: a mark is a person's own text and leaves as its length. */
export function redactNoteText(type: string | undefined, text: string, mask: Mask): string {
  switch (type) {
    case 'navigation':
      return redactNavigation(text, mask);
    case 'invite':
      return redactInvite(text, mask);
    case 'console':
      return redactLogLine(text, mask);
    case 'visibility':
      return redactOwnText(text, mask) ?? maskBehind(text, /hidden/i);
    case 'freeze':
      return redactOwnText(text, mask) ?? maskBehind(text, /resume/i);
    case 'online':
      return redactOwnText(text, mask) ?? maskBehind(text, /off|false/i);
    case 'gap':
      return redactOwnText(text, mask) ?? maskText(text);
    case 'clock':
      return redactOwnText(text, mask) ?? maskBehind(text, /\+\d/);
    default:
      return maskText(text);
  }
}

/** What the library's logger puts before its lines: which part of it speaks, and how loud (PROTOCOL §8.1, §8.2). */
const SPEAKER =
  /^(?:%c )?(?:Connection|Connection Lifecycle|ConnectionSetup|ConnectionsModel|ConnectToInstanceProtocol|CommunicationModule|CommunicatonModule|CommunicationServer|CommunicationServerConnection_Server|CommunicationServerListener|IncomingConnectionManager|OutgoingWebsocketRoute|IncomingWebsocketRouteCommServer|IncomingWebsocketRouteDirect|PairingManager|Protocols\/StartChum|protocols\/ExchangeConnectionGroupName|protocols\/Sync|WebSocketListener|WebSocketPromiseBased|chum-sync|chum-importer|chum-exporter) (?:debug|log|alert|error) /;

/** What became an error of the console, in the words of content/errors; at its end the place of an exception in the page's scripts. */
const HOW_SAID = /^(?:uncaught: |unhandled rejection: |console\.error: )/;
const PLACE = /^([^]*) at (\w+:\/\/\S+):(\d{1,7})$/;

function redactLogLine(text: string, mask: Mask): string {
  const how = HOW_SAID.exec(text)?.[0] ?? '';
  const rest = text.slice(how.length);
  const [, said = rest, url, line] = PLACE.exec(rest) ?? [];
  const speaker = SPEAKER.exec(said)?.[0] ?? '';
  const place = url === undefined ? '' : ` at ${redactPageUrl(url, mask)}:${line}`;
  return how + speaker + redactSaid(said.slice(speaker.length), mask) + place;
}

const HOW: ReadonlySet<string> = new Set(['push', 'replace', 'reload', 'traverse', 'fragment', 'change']);

/** `push https://host/register/3`: how, and where to as an address may leave. */
function redactNavigation(text: string, mask: Mask): string {
  const [, how = '', url] = /^(\w+) (\w+:\/\/\S+)$/.exec(text) ?? [];
  if (url !== undefined) return `${HOW.has(how) ? how : 'change'} ${redactPageUrl(url, mask)}`;
  return redactOwnText(text, mask) ?? maskBehind(text, /^page gone/);
}

/** Why an invitation cannot be used, in the words of read-invitation.ts. */
const PROBLEM =
  /^(?:is not readable: no JSON behind the #|(?:(?:^|, )(?:has no (?:token|public key|address)|has a token of \d{1,5} characters instead of 64|has a token with characters that no token has|has a public key that is not 64 hex digits|has an address that is not ws:\/\/ or wss:\/\/))+)$/;

function redactInvite(text: string, mask: Mask): string {
  const { how, host, publicKey, tokenLength, problem, hash } = membersOf(text);
  return JSON.stringify({
    ...(how === 'opened' || how === 'pasted' ? { how } : {}),
    ...(typeof host === 'string' ? { host: redactHost(host, mask) } : {}),
    ...(typeof publicKey === 'string' ? { publicKey: mask.standIns.hex(publicKey) } : {}),
    ...(typeof tokenLength === 'number' ? { tokenLength } : {}),
    ...(typeof problem === 'string' ? { problem: PROBLEM.test(problem) ? problem : maskText(problem) } : {}),
    ...(typeof hash === 'string' ? { hash: mask.standIns.hex(hash) } : {}),
  });
}

function membersOf(text: string): { [name: string]: Json } {
  try {
    const value = JSON.parse(text) as Json;
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  } catch {
    return {};
  }
}
