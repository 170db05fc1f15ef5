/** Where sessions are sent to: an OpenTelemetry collector's OTLP/HTTP endpoint. */
export interface Collector {
  /** For traces, whole: `https://collector.example/v1/traces`. */
  url: string;
  /** Besides Content-Type; mostly one that says who sends. */
  headers: Readonly<Record<string, string>>;
}

/** The address or a header cannot be used; the message says why. */
export class CollectorError extends Error {}

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;
/** RFC 9110 §5.1 and §5.5, without what fetch() would refuse. */
const HEADER = /^([\w!#$%&'*+.^`|~-]+):[ \t]*([\x20-\x7e]+)$/;

/**
 * The endpoint that somebody has typed. Without a path it is the one of the OTLP specification, `/v1/traces`; unencrypted only to this machine.
 * @throws CollectorError
 */
export function collectorUrl(text: string): string {
  if (!URL.canParse(text))
    throw new CollectorError(`“${text}” is no address; an example: https://collector.example:4318`);
  const url = new URL(text);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && LOOPBACK.test(url.hostname)))
    throw new CollectorError('a collector is reached over https, or over http on this machine');
  if (url.username !== '' || url.password !== '')
    throw new CollectorError('the address holds a password; give it as a header, Authorization: Basic …');
  if (url.pathname === '/') url.pathname = '/v1/traces';
  url.hash = '';
  return url.href;
}

/** One header as it is typed: `Authorization: Bearer …`. @throws CollectorError */
export function collectorHeader(text: string): [name: string, value: string] {
  const [, name, value] = HEADER.exec(text.trim()) ?? [];
  if (name === undefined || value === undefined)
    throw new CollectorError('a header is written NAME: VALUE, for example Authorization: Bearer …');
  return [name, value];
}
