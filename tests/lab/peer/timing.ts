/** All in milliseconds (§12). */
export interface Timing {
  readonly keepaliveSend: number;
  readonly keepaliveReceive: number;
  readonly pongSlack: number;
  readonly spareReconnect: number;
  readonly openTimeout: number;
  readonly redialDelays: readonly number[];
  readonly reconnectDelay: number;
  readonly duplicateWindow: number;
  readonly chumPoll: number;
  readonly chumRetry: number;
  readonly pairingExpiry: number;
}

export const realTiming: Timing = {
  keepaliveSend: 20_000,
  keepaliveReceive: 25_000,
  pongSlack: 4_000,
  spareReconnect: 10_000,
  openTimeout: 5_000,
  redialDelays: [5_000, 10_000, 20_000, 30_000, 60_000, 120_000],
  reconnectDelay: 5_000,
  duplicateWindow: 2_000,
  chumPoll: 5_000,
  chumRetry: 300,
  pairingExpiry: 60_000,
};

/** Fast enough for tests, and no timeout of it strikes a healthy session on a busy machine. */
export const shortTiming: Timing = {
  ...realTiming,
  spareReconnect: 60,
  redialDelays: [40, 80, 160],
  reconnectDelay: 40,
  chumPoll: 40,
  chumRetry: 30,
};
