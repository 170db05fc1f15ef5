import { isKnownCommHost } from '../model/host.ts';
import { commStandIn, isHostStandIn } from './host-stand-in.ts';
import type { Mask } from './mask.ts';

const WEB = /^(?:ws|wss|http|https):$/;
/** Schemes whose rest is no host; what stands behind them is a name that somebody gave. */
const OPAQUE = /^(webrtc|bluetooth|gatt|blob|data|file|about|chrome-extension|moz-extension):([^]*)$/;
const PATH_STAND_IN = /^\/~[0-9a-f]{12}$/;
const URL_STAND_IN = /^‹#[0-9a-f]{12}›$/;

/**
 * An address without its path, query and credentials. A host that is this machine stays; others have a stand-in at `shapes`; at `fields` their
 * names stay, but no addresses in numbers and no names of a home or office network. Different paths stay different.
 */
export function redactUrl(url: string, mask: Mask): string {
  if (url === '' || url === 'about:blank' || URL_STAND_IN.test(url)) return url;
  const opaque = OPAQUE.exec(url);
  if (opaque?.[1] !== undefined) return redactOpaque(opaque[1], opaque[2] ?? '', mask);
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (!parsed || !WEB.test(parsed.protocol)) return mask.standIns.name(url);
  const { protocol, host, pathname, search } = parsed;
  const path = pathname === '/' && search === '' ? '' : redactPath(pathname + search, mask);
  return `${protocol}//${redactHost(host, mask)}${path}`;
}

/** The same for the address of a page: of its path only the step of a registration is kept. */
export function redactPageUrl(url: string, mask: Mask): string {
  const bare = redactUrl(url.replace(/^(https?:\/\/[^/?#]*)[^]*$/, '$1'), mask);
  const step = URL.canParse(url) ? REGISTERING.exec(new URL(url).pathname) : undefined;
  return step ? `${bare}/register${redactStep(step[1] ?? '', mask)}` : bare;
}

const REGISTERING = /^\/(?:[^?#]*\/)?register(\/.*)?$/;

const redactStep = (step: string, mask: Mask): string =>
  step === '' || /^\/\d{1,3}\/?$/.test(step) ? step : redactPath(step, mask);

const redactPath = (path: string, { standIns }: Mask): string =>
  PATH_STAND_IN.test(path) ? path : `/~${standIns.digits('path', path)}`;

function redactOpaque(scheme: string, rest: string, { standIns }: Mask): string {
  return scheme === 'data' || scheme === 'file' || rest === '' ? `${scheme}:` : `${scheme}:${standIns.name(rest)}`;
}

/** `host` or `host:port`. */
export function redactHost(host: string, { level, standIns }: Mask): string {
  if (host === '' || isLoopback(host) || isHostStandIn(host)) return host;
  if (level === 'fields' && (isKnownCommHost(host) || isPublicName(host))) return host;
  const digits = standIns.digits('host', host);
  return isKnownCommHost(host) ? commStandIn(digits) : `host-${digits}.redacted.invalid`;
}

const isLoopback = (host: string): boolean =>
  /^(?:localhost|(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i.test(host);

/** No number, no name that means something only within a home or office, and none that is made up for somebody (a key, a long number). */
const isPublicName = (host: string): boolean =>
  /^(?:[a-z0-9-]{1,24}\.){1,5}[a-z][a-z0-9-]{1,24}(?::\d{1,5})?$/i.test(host) &&
  !/\.(?:local|lan|home|internal|intranet|corp|arpa)(?::|$)/i.test(host) &&
  !/[0-9a-f]{12}/i.test(host);
