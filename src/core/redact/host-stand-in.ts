const HOST = /^(?:host|comm)-[0-9a-f]{12}\.redacted\.invalid$/;

export const isHostStandIn = (host: string): boolean => HOST.test(host);

export const commStandIn = (digits: string): string => `comm-${digits}.redacted.invalid`;

/** Stands for one of the communication servers that ONE apps are known to use: readers take it for one. */
export const isCommStandIn = (host: string): boolean => HOST.test(host) && host.startsWith('comm-');
