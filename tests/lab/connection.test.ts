import { describe, expect, test } from 'vitest';
import { closeText } from './connection/close-reason.ts';
import { fragmentationPlugin } from './connection/fragmentation-plugin.ts';
import { keepalivePlugin } from './connection/keepalive-plugin.ts';
import type { ConnectionPlugin, IncomingEvent, OutgoingEvent, Payload } from './connection/plugin.ts';
import { noTap } from './connection/tap.ts';

/** What a plugin puts on the wire for one message. */
function sent(plugin: ConnectionPlugin, data: Payload | ArrayBuffer): (Payload | ArrayBuffer)[] {
  const wire: (Payload | ArrayBuffer)[] = [];
  const take = (event: OutgoingEvent | null): void => void (event?.type === 'message' && wire.push(event.data));
  plugin.attached?.({ createOutogingEvent: take, createIncomingEvent: () => undefined });
  take(plugin.transformOutgoingEvent({ type: 'message', data }));
  plugin.detached?.();
  return wire;
}

function received(plugin: ConnectionPlugin, wire: readonly (Payload | ArrayBuffer)[]): Payload[] {
  const events = wire.map((data) => plugin.transformIncomingEvent({ type: 'message', data: data as Payload }));
  plugin.detached?.();
  return events
    .filter((event): event is IncomingEvent & { type: 'message' } => event?.type === 'message')
    .map(({ data }) => data);
}

const fragmentation = (): ConnectionPlugin => fragmentationPlugin(noTap);
const keepalive = (): ConnectionPlugin => keepalivePlugin(1_000, 1_000);

describe('fragmentation (§2.6)', () => {
  test('16 383 characters and 65 536 bytes go plain', () => {
    expect(sent(fragmentation(), 'x'.repeat(16_383))).toHaveLength(1);
    expect(sent(fragmentation(), new Uint8Array(65_536))).toHaveLength(1);
  });

  test('one more is cut, between markers', () => {
    expect(sent(fragmentation(), 'x'.repeat(16_384)).map((piece) => (typeof piece === 'string' ? piece : 0))).toEqual([
      'fragmentation_start_string',
      0,
      'fragmentation_end',
    ]);
    const wire = sent(fragmentation(), new Uint8Array(65_537));
    expect(wire.map((piece) => (piece as Payload).length)).toEqual([26, 65_536, 1, 17]);
  });

  test('a bare ArrayBuffer leaves markers and no piece (§6.6)', () => {
    expect(sent(fragmentation(), new ArrayBuffer(9))).toEqual(['fragmentation_start_binary', 'fragmentation_end']);
  });

  test.each(['fragmentation_end', 'fragmentation_start_binary!', 'fragmentation_start_stringx', 'ä'.repeat(20_000)])(
    'the other side gets back what was sent: %.30s',
    (text) => {
      expect(received(fragmentation(), sent(fragmentation(), text))).toEqual([text]);
    },
  );
});

describe('keepalive (§2.5)', () => {
  test('escapes what begins like itself, and swallows itself', () => {
    expect(sent(keepalive(), 'keepalive')).toEqual(['keepalivex']);
    expect(received(keepalive(), ['keepalive', 'keepalivex', 'keepalive mex'])).toEqual(['keepalive', 'keepalive me']);
  });
});

describe('close reasons (§5.4)', () => {
  test('carry a prefix and are cut to 123 UTF-8 bytes', () => {
    expect(closeText(undefined, false)).toBe('Close called.');
    expect(closeText('why', true)).toBe('Terminate called: why');
    expect(closeText('ä'.repeat(100), false)).toBe(`Close called: ${'ä'.repeat(54)}`);
  });
});
