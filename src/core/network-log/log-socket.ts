import { isObject } from '../trace/checks.ts';

/** One message as Chromium's log of the network has it; `time` in epoch seconds. */
export interface LogMessage {
  type: 'send' | 'receive' | 'error';
  time: number;
  opcode: number;
  data: string;
}

/** A socket of a worker, as an entry of Chromium's HAR tells of it. */
export interface LogSocket {
  /** The same each time that the log is read. */
  key: string;
  url: string;
  /** Origin of the worker, as the server was told. */
  origin: string;
  /** Address of the script that opened it. */
  script: string;
  t: number;
  isUp: boolean;
  messages: readonly unknown[];
}

/**
 * What an entry of the log tells of a socket that only a worker can have opened; undefined for everything else. Entries of windows name the page
 * that they belong to (`pageref`), those of workers do not (measured in Chromium 156). An entry that does not say which script opened the
 * socket is left out: it might be one that a hook has seen.
 */
export function logSocket(entry: unknown): LogSocket | undefined {
  if (!isObject(entry) || entry['_resourceType'] !== 'websocket' || entry['pageref'] !== undefined) return undefined;
  const { request, response, startedDateTime, _webSocketMessages: messages } = entry;
  const script = scriptOf(entry['_initiator']);
  if (!isObject(request) || script === undefined || !Array.isArray(messages)) return undefined;
  const { url } = request;
  const t = Date.parse(String(startedDateTime));
  if (typeof url !== 'string' || !Number.isFinite(t)) return undefined;
  const header = (name: string): string => headerOf(request['headers'], name);
  return {
    key: `${header('sec-websocket-key')} ${url} ${t}`,
    url,
    origin: header('origin'),
    script,
    t,
    isUp: isObject(response) && response['status'] === 101,
    messages,
  };
}

/** A message that is what it says; undefined for another version's. */
export function logMessage(value: unknown): LogMessage | undefined {
  if (!isObject(value)) return undefined;
  const { type, time, opcode, data } = value;
  if (type !== 'send' && type !== 'receive' && type !== 'error') return undefined;
  if (typeof time !== 'number' || !Number.isFinite(time) || typeof data !== 'string') return undefined;
  return { type, time, opcode: Number(opcode), data };
}

function scriptOf(initiator: unknown): string | undefined {
  const stack = isObject(initiator) ? initiator['stack'] : undefined;
  const frames: unknown = isObject(stack) ? stack['callFrames'] : undefined;
  const top: unknown = Array.isArray(frames) ? frames[0] : undefined;
  return isObject(top) && typeof top['url'] === 'string' ? top['url'] : undefined;
}

function headerOf(headers: unknown, name: string): string {
  if (!Array.isArray(headers)) return '';
  const found: unknown = headers.find((each) => isObject(each) && String(each['name']).toLowerCase() === name);
  return isObject(found) && typeof found['value'] === 'string' ? found['value'] : '';
}
