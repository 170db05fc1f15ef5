import { describe, expect, it } from 'vitest';
import { createLogFeed, type LogFeed } from '../../../src/core/network-log/log-feed.ts';
import { logSocket, type LogSocket } from '../../../src/core/network-log/log-socket.ts';
import { recordsOf, testStore } from '../store/store-fixture.ts';
import type { TraceRecord } from '../../../src/core/trace/records.ts';
import { logEntry, REGISTER, said } from './log-entries.ts';

function socket(messages: unknown[], more: object = {}): LogSocket {
  const found = logSocket(logEntry(messages, more));
  if (!found) throw new Error('the entry tells of no socket');
  return found;
}

/** What the recorder makes of these pages, in short. */
async function taken(pages: (Uint8Array | undefined)[]): Promise<string[]> {
  const { store, flight } = testStore();
  const id = await flight();
  const batches = pages.flatMap((page) => (page ? [page] : [])).map((page, n) => ({ realm: 'log-realm', n, page }));
  await store.commit(id, batches);
  return (await recordsOf(store, id)).map(inShort);
}

function inShort(record: TraceRecord): string {
  const text = new TextDecoder();
  switch (record.kind) {
    case 'open':
      return `open ${record.url} ${record.via ?? ''}${record.late ? ' late' : ''}`;
    case 'frame':
      return `${record.seq} ${record.dir} ${record.type} ${record.type === 'text' ? text.decode(record.payload) : (record.payload?.join(' ') ?? '')}`;
    case 'state':
      return `state ${record.state}`;
    case 'lost':
      return `lost ${record.count}`;
    case 'note':
      return `note ${record.text}`;
    default:
      return record.kind;
  }
}

const first = [said('send', 1, REGISTER), said('receive', 2, 'AQID', 2)];
const feedOf = (): LogFeed => createLogFeed('https://one.test');

describe('sockets in the network log', () => {
  it('become connections whose frames are taken once, however often the log is read', async () => {
    const feed = feedOf();
    const pages = [
      feed.read([socket(first)]),
      feed.read([socket(first)]),
      feed.read([socket([...first, said('send', 3, 'more')])]),
      feed.ended(socket([...first, said('send', 3, 'more'), said('send', 4, 'last')])),
      feed.farewell(5000),
    ];
    expect(pages[1]).toBeUndefined();
    expect(await taken(pages)).toEqual([
      'page',
      'open wss://relay.test/path?token= har',
      'state open',
      `0 out text ${REGISTER}`,
      '1 in binary 1 2 3',
      '2 out text more',
      '3 out text last',
      'state closing',
      'note page gone',
    ]);
  });

  it('are left alone where nothing says that they are of ONE', () => {
    expect(feedOf().read([socket([said('send', 1, 'hello')])])).toBeUndefined();
  });

  it('begin late where the user wanted nothing captured before', async () => {
    const feed = feedOf();
    feed.skip([socket(first)]);
    const page = feed.read([socket([...first, said('send', 3, 'after')])]);
    expect(await taken([page])).toEqual([
      'page',
      'open wss://relay.test/path?token= har late',
      'state open',
      '0 out text after',
    ]);
  });

  it('have what cannot be read counted as lost', async () => {
    const page = feedOf().read([socket([...first, { type: 'unheard of' }, said('send', 3, 'no base64!', 2)])]);
    expect((await taken([page])).slice(-2)).toEqual(['lost 1', 'lost 1']);
  });

  it('are read in parts where there is much, and nothing is left out', async () => {
    const long = 'x'.repeat(1_500_000);
    const messages = [...first, ...[3, 4, 5, 6, 7].map((time) => said('send', time, long))];
    const feed = feedOf();
    const pages = [1, 2, 3, 4].map(() => feed.read([socket(messages)]));
    expect(pages.map((page) => page !== undefined)).toEqual([true, true, false, false]);
    expect((await taken(pages)).filter((record) => record.includes(long))).toHaveLength(5);
  });
});

describe('an entry of the network log', () => {
  it.each([
    ['a socket of a window', { pageref: 'page_1' }],
    ['a socket of which nobody knows who opened it', { _initiator: { type: 'other' } }],
    ['anything but a socket', { _resourceType: 'script' }],
    ['an entry without messages', { _webSocketMessages: undefined }],
    ['an entry without a time', { startedDateTime: 'soon' }],
  ])('is passed by: %s', (_what, more) => {
    expect(logSocket(logEntry(first, more))).toBeUndefined();
  });
});
