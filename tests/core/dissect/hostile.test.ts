import { describe, expect, test } from 'vitest';
import type { Dissection, Field } from '../../../src/core/dissect/dissection.ts';
import { createSession, last } from './session.ts';

const fieldsOf = (fields: readonly Field[]): Field[] =>
  fields.flatMap((field) => [field, ...fieldsOf(field.children ?? [])]);

function clear(text: string): Dissection {
  const session = createSession();
  session.frame('out', text);
  return last(session);
}

describe('what is not ONE’s', () => {
  test.each([
    ['{"id":"req-1","handler":"crud","method":"read","params":{}}', 'refinio.api'],
    ['{"id":"1","type":"auth.request","timestamp":1,"payload":{}}', 'refinio.api'],
    ['{"command":"hello"}', 'hello'],
    ['{"a":1}', 'without command'],
    ['not json', 'no JSON'],
  ])('%s is unknown, and said to be', (text, words) => {
    expect(clear(text)).toMatchObject({ name: 'unknown', layers: [] });
    expect(clear(text).summary).toContain(words);
  });

  test('the line of an unknown text does not quote it', () => {
    expect(clear('my password is 1234').summary).not.toContain('1234');
  });
});

describe('hostile text', () => {
  test('ten thousand nested arrays are read and shown as too deep', () => {
    const json = `{"type":"heartbeat","x":${'['.repeat(10_000)}${']'.repeat(10_000)}}`;
    const dissection = clear(json);
    expect(dissection.name).toBe('heartbeat');
    expect(
      fieldsOf(dissection.tree.at(-1)?.fields ?? []).some((field) => field.note === 'nested too deeply to be shown'),
    ).toBe(true);
  });

  test('a hundred thousand members are counted, not shown', () => {
    const json = JSON.stringify({ type: 'sync_data', objects: Array.from({ length: 100_000 }, (_, i) => i) });
    const fields = fieldsOf(clear(json).tree.at(-1)?.fields ?? []);
    expect(fields.length).toBeLessThan(5000);
    expect(fields.some((field) => field.note?.includes('more values are not shown'))).toBe(true);
  });

  test('a message cut by the size limit shows what came whole, and where it was cut', () => {
    const session = createSession();
    const frame = session.frame('in', '{"type":"sync_data","checksum":"abc","objects":["one","tw');
    Object.assign(frame, { truncated: true, size: 5_000_000 });
    const dissection = last(session);
    expect(dissection).toMatchObject({ name: 'sync_data', problem: { code: 'frame.truncated' } });
    expect(dissection).not.toHaveProperty('message');
    expect(fieldsOf(dissection.tree.at(-1)?.fields ?? []).at(-1)).toMatchObject({ value: null, note: 'cut off' });
  });

  test('text that is no UTF-8 is shown with replacement characters and a problem', () => {
    const broken = createSession();
    const frame = broken.frame('out', 'xx');
    frame.payload = Uint8Array.of(0x22, 0xff, 0x22);
    expect(last(broken).problem?.code).toBe('payload.utf8');
  });

  test('ranges count bytes, not characters', () => {
    const text = '{"type":"heartbeat","ä":"😀","z":1}';
    const field = clear(text).tree.at(-1)?.fields.at(-1);
    const bytes = new TextEncoder().encode(text);
    expect(new TextDecoder().decode(bytes.subarray(...(field?.range ?? [0, 0])))).toBe('"z":1');
  });
});
