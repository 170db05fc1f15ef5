import { isCommStandIn } from '../redact/host-stand-in.ts';

/** host:port of a connection's address; the address itself where it is no URL (a GATT device, a data channel). */
export function hostOf(url: string): string {
  try {
    return new URL(url).host || url;
  } catch {
    return url;
  }
}

/** Communication servers that ONE apps are known to use (PROTOCOL §9). */
const KNOWN_COMM_HOSTS: ReadonlySet<string> = new Set([
  'comm10.dev.refinio.one',
  'comm.dev.refinio.one',
  'comm.refinio.net',
  'comm.refinio.one',
  'commserver.edda.one',
  'edda.one:8000',
  'comm.one.eu.replicant.refinio.one',
  'api.glue.one',
]);

export function isKnownCommHost(host: string): boolean {
  return KNOWN_COMM_HOSTS.has(host) || isCommStandIn(host);
}
