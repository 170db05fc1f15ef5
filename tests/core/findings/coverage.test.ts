import { expect, it } from 'vitest';
import { gapWords, readGap } from '../../../src/core/gaps/gap.ts';
import { gapText, type GapReason, type GapRealm } from '../../../src/core/gaps/gap-text.ts';
import { createTrace, registers } from '../model/trace-factory.ts';
import { codesOf, found } from './found.ts';

const REALMS: GapRealm[] = ['worker', 'shared worker', 'service worker'];
const REASONS: GapReason[] = [
  'setting off',
  'no way in',
  'page policy',
  'trusted types',
  'own origin',
  'foreign script',
  'too many',
];

it('realms that are not seen are one finding for each kind and reason, with the remedy', () => {
  const trace = registers(createTrace().open('ws1'), 'ws1');
  const gap = (text: string): unknown => trace.push({ kind: 'note', t: trace.now(), type: 'gap', text });
  gap(gapText('worker', 'setting off', 'https://host/a.js'));
  gap(gapText('worker', 'setting off', 'https://host/b.js'));
  expect(found(trace, 'realm.unseen')).toMatchObject({
    severity: 'info',
    title: 'Traffic of 2 workers is not in this recording',
    explanation: expect.stringContaining('Started: https://host/a.js, https://host/b.js.') as string,
    advice: gapWords('setting off').remedy,
    evidence: [{ record: 'note' }, { record: 'note' }],
  });
  gap(gapText('shared worker', 'no way in', ''));
  expect(codesOf(trace)).toEqual(['realm.unseen', 'realm.unseen']);
});

it('workers that are too many are counted although nobody knows their addresses', () => {
  const trace = registers(createTrace().open('ws1'), 'ws1');
  for (let turn = 0; turn < 3; turn += 1)
    trace.push({ kind: 'note', t: trace.now(), type: 'gap', text: gapText('worker', 'too many', '') });
  expect(found(trace, 'realm.unseen')).toMatchObject({ title: 'Traffic of 3 workers is not in this recording' });
});

it('every gap is read as it was written', () => {
  for (const realm of REALMS)
    for (const reason of REASONS)
      for (const url of ['', 'blob:https://host/1', 'https://host/w.js?a='])
        expect(readGap(gapText(realm, reason, url))).toEqual({ realm, reason, url });
  expect(readGap('something else')).toBeUndefined();
});

it('a connection that comes from the network log says what is not known of it', () => {
  const trace = createTrace().open('ws1', { via: 'har' });
  expect(found(registers(trace.open('ws2'), 'ws2'), 'realm.network-log')).toMatchObject({
    severity: 'info',
    conn: 'ws1',
    evidence: [{ conn: 'ws1', record: 'open' }],
  });
});
