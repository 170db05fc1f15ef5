/**
 * Panel → background: over a runtime Port of this name a panel speaks as a relay does (capture.ts), for the workers of its tab, whose sockets
 * it has from the browser's log of the network. Only panels may: they know tab and origin, which are taken from the sender elsewhere.
 */
const PREFIX = 'one-trace-network-log';

export const networkLogPort = (tab: number, origin: string): string => `${PREFIX} ${tab} ${origin}`;

/** Whom a port of that name speaks for. */
export function networkLogOrigin(name: string): { tab: number; origin: string } | undefined {
  const [prefix, tab = '', origin = '', more] = name.split(' ');
  if (prefix !== PREFIX || more !== undefined || !/^\d{1,12}$/.test(tab)) return undefined;
  return URL.canParse(origin) && new URL(origin).origin === origin ? { tab: Number(tab), origin } : undefined;
}
