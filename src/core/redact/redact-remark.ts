import { SERVICES } from '../dissect/chum/services.ts';

const SERVICE = `(?:${[...SERVICES.values()].join('|')}|service \\d{1,10})`;

/** What dissectors remark on a field; a remark that quotes the wire is none of these. */
const REMARKS: readonly RegExp[] = [
  /^(?:computed|expected|as before|undefined|cut off|nested too deeply to be shown)$/,
  /^(?:string|bytes), (?:no padding|\d+ length bytes?)$/,
  /^random bytes?$/,
  /^random padding hides the rest$/,
  /^ephemeral X25519 public key$/,
  /^\d+ (?:entry|entries)$/,
  /^\d+ values? left out$/,
  new RegExp(`^${SERVICE}$`),
  new RegExp(`^answers ${SERVICE} after [\\d.]+ m?s$`),
];

export const redactRemark = (note: string): string | undefined =>
  REMARKS.some((remark) => remark.test(note)) ? note : undefined;
