import { describe, expect, it } from 'vitest';
import { createTabStatuses } from '../../src/background/tab-status.ts';
import type { Evidence } from '../../src/core/contract/evidence.ts';
import { from, memoryArea } from './background-fixture.ts';

const FRAME: Evidence = { sign: 'frame', detail: 'register' };
const HOST: Evidence = { sign: 'host', detail: 'comm.refinio.net' };
const STORAGE: Evidence = { sign: 'storage', detail: 'fotos_creds' };

const hello = (realm: string, late = false) =>
  ({ type: 'hello', realm, isWindow: true, title: '', late, binary: true, blobs: false }) as const;

describe('what relays said of a tab', () => {
  const said = (realm: string, otherSockets: number, ...evidence: Evidence[]) =>
    ({ type: 'status', realm, otherSockets, otherBytes: otherSockets * 10, evidence }) as const;

  it('outlives the background, and sums up the frames of the page', async () => {
    const area = memoryArea();
    await createTabStatuses(area).hello(from(), hello('top'));
    await createTabStatuses(area).status(from(), said('top', 1));
    await createTabStatuses(area).status(from({ frame: 3 }), said('frame', 2, FRAME, HOST));
    await createTabStatuses(area).status(from(), said('top', 4, STORAGE, HOST));
    expect(await createTabStatuses(area).get(1)).toMatchObject({
      origin: 'https://one.test',
      hook: 'early',
      evidence: [FRAME, HOST, STORAGE],
      otherSockets: 6,
      otherBytes: 60,
    });
  });

  it('begins anew with the next document, but not when the same one says hello again', async () => {
    const statuses = createTabStatuses(memoryArea());
    await statuses.hello(from(), hello('first'));
    await statuses.status(from(), said('first', 5, FRAME));
    await statuses.hello(from(), hello('first'));
    expect(await statuses.get(1)).toMatchObject({ otherSockets: 5 });
    await statuses.hello(from({ frame: 2 }), hello('inner'));
    expect(await statuses.get(1)).toMatchObject({ otherSockets: 5 });
    await statuses.hello(from({ origin: 'https://two.test' }), hello('second', true));
    const next = await statuses.get(1);
    expect(next).toMatchObject({ origin: 'https://two.test', hook: 'late', evidence: [], otherSockets: 0 });
  });
});

describe('a tab whose page lost its extension', () => {
  it('stays so when new scripts come into the old page, until another document begins', async () => {
    const statuses = createTabStatuses(memoryArea());
    await statuses.orphan(1, 'https://one.test');
    await statuses.hello(from(), hello('second relay', true));
    await statuses.absent(1, await statuses.get(1));
    expect(await statuses.get(1)).toMatchObject({ hook: 'orphaned' });
    await statuses.hello(from(), hello('reloaded', false));
    expect(await statuses.get(1)).toMatchObject({ hook: 'early' });
  });

  it('is not taken for one that began after its extension was replaced', async () => {
    const statuses = createTabStatuses(memoryArea());
    await statuses.hello(from(), hello('new page'));
    await statuses.orphan(1, 'https://one.test');
    expect(await statuses.get(1)).toMatchObject({ hook: 'early' });
  });

  it('is forgotten where nobody answers, but not when somebody came meanwhile', async () => {
    const statuses = createTabStatuses(memoryArea());
    await statuses.hello(from(), hello('first', false));
    const before = await statuses.get(1);
    await statuses.hello(from(), hello('second', false));
    await statuses.absent(1, before);
    expect(await statuses.get(1)).toMatchObject({ hook: 'early' });
    await statuses.absent(1, await statuses.get(1));
    expect(await statuses.get(1)).toBeUndefined();
  });
});
