import { sha256 } from '../crypto/sha256.ts';
import { now } from '../truth/now.ts';

/** The messages of the seed document ("Message Protocol Analysis", "Control Channel Connections"), by phase. */
export const SEED_PHASES = {
  register: ['auth', 'challenge', 'response', 'auth_success'],
  pairing: ['pair_request', 'pair_challenge', 'pair_proof', 'pair_success'],
  sync: ['sync_request', 'sync_data', 'sync_ack', 'sync_complete'],
  keepalive: ['heartbeat', 'heartbeat_ack'],
} as const;

export type SeedType = (typeof SEED_PHASES)[keyof typeof SEED_PHASES][number];
export type SeedMessage = { readonly type: SeedType } & Readonly<Record<string, unknown>>;

/** The document names the members and leaves open how a proof is made; here it is SHA-256 over what it has to bind together. */
export const proofOf = (...parts: readonly string[]): string => sha256(parts.join('\n'));

export const stamp = (): string => new Date(now()).toISOString();

/** undefined for anything that is no message of this dialect. */
export function readSeedMessage(text: string): SeedMessage | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
    return isSeedType(value.type) ? { ...value, type: value.type } : undefined;
  } catch {
    return undefined;
  }
}

export const member = (message: SeedMessage, name: string): string => {
  const value = message[name];
  return typeof value === 'string' ? value : '';
};

const TYPES: readonly unknown[] = Object.values(SEED_PHASES).flat();
const isSeedType = (value: unknown): value is SeedType => TYPES.includes(value);
