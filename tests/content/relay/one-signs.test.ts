import { expect, it } from 'vitest';
import { oneSigns } from '../../../src/content/relay/one-signs.ts';

const ID = '0123456789abcdef'.repeat(4);
const TOKEN = 'aB3_'.repeat(16);
const invitation = (problem = ''): string =>
  `https://edda.one/invites/invitePartner/?invited=true#${encodeURIComponent(
    JSON.stringify({ token: TOKEN, publicKey: ID, url: `wss://comm.refinio.net${problem}` }),
  )}`;

/** A storage in which every touch but that of names is an alarm. */
function alarmedStorage(names: string[]) {
  const touched: string[] = [];
  const storage = new Proxy({} as Storage, {
    get(_target, property) {
      touched.push(String(property));
      if (property === 'length') return names.length;
      if (property === 'key') return (at: number) => names[at] ?? null;
      throw new Error(`a value was read: ${String(property)}`);
    },
    ownKeys: () => (touched.push('ownKeys'), names),
    getOwnPropertyDescriptor: (_target, property) => {
      throw new Error(`a value was read: ${String(property)}`);
    },
  });
  return { storage, touched };
}

const nothing = { address: 'https://app.test/', storage: undefined, databases: async () => [] };

it('knows a page by the names in its storage, and reads no value', async () => {
  const { storage, touched } = alarmedStorage(['theme', 'credentials-single-user-no-auth', 'instances']);
  expect(await oneSigns({ ...nothing, storage })).toEqual([
    { sign: 'storage', detail: 'credentials-single-user-no-auth' },
  ]);
  expect(new Set(touched)).toEqual(new Set(['length', 'key']));
});

it('knows it by its database, whose instance it names by a few characters only', async () => {
  const databases = async () => [{ name: `OneDB#${ID}` }, { name: 'other' }, { name: 'a#b' }, {}];
  expect(await oneSigns({ ...nothing, databases })).toEqual([{ sign: 'database', detail: 'OneDB#01234567…' }]);
});

it('knows it by an invitation in its address, and says nothing of what is in it', async () => {
  const signs = await oneSigns({ ...nothing, address: invitation() });
  expect(signs).toEqual([{ sign: 'address', detail: 'invitation' }]);
  expect(await oneSigns({ ...nothing, address: 'https://app.test/#section-2' })).toEqual([]);
});

it('finds nothing in a page of another kind', async () => {
  const { storage } = alarmedStorage(['instances', 'credentials', 'credentials-single-user-no-auth-2']);
  expect(await oneSigns({ ...nothing, storage })).toEqual([]);
});
