import type { Evidence } from '../../core/contract/evidence.ts';
import { readInvitation } from '../../core/invite/read-invitation.ts';

/** What of a page may be looked at: names alone. `Storage.key` tells a name without its value. */
export interface PagePlaces {
  address: string;
  storage: Pick<Storage, 'length' | 'key'> | undefined;
  databases(): Promise<{ name?: string }[]>;
}

/** Of the names in ONE-PROTOCOL §9 those that nobody else uses. Behind the first stands a secret that unlocks everything. */
const ENTRIES: ReadonlySet<string> = new Set([
  'credentials-single-user-no-auth',
  'credentials-single-user',
  'fotos_creds',
]);
const DATABASE = /^(.{1,64})#([0-9a-f]{64})$/s;
const MOST_ENTRIES = 1000;

/** Signs of ONE in a page that need not have sent anything yet. */
export async function oneSigns({ address, storage, databases }: PagePlaces): Promise<Evidence[]> {
  const signs: Evidence[] = [];
  const invitation = readInvitation(address);
  if (invitation !== undefined && invitation.problem === undefined)
    signs.push({ sign: 'address', detail: 'invitation' });
  for (const { name = '' } of await databases()) {
    const [, directory, instance] = DATABASE.exec(name) ?? [];
    if (instance !== undefined) signs.push({ sign: 'database', detail: `${directory}#${instance.slice(0, 8)}…` });
  }
  const entries = Math.min(storage?.length ?? 0, MOST_ENTRIES);
  for (let at = 0; at < entries; at += 1) {
    const name = storage?.key(at);
    if (name != null && ENTRIES.has(name)) signs.push({ sign: 'storage', detail: name });
  }
  return signs;
}

/** The page around this script. Either place may be forbidden to it: by the user, or because its origin is opaque. */
export function thisPage(): PagePlaces {
  return {
    address: location.href,
    get storage() {
      try {
        return localStorage;
      } catch {
        return undefined;
      }
    },
    databases: async () => {
      try {
        return await indexedDB.databases();
      } catch {
        return [];
      }
    },
  };
}
