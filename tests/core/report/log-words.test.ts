import { describe, expect, it } from 'vitest';
import { copiedLog, logLine, type LogEntry } from '../../../src/core/report/log-words.ts';

const url = 'wss://comm10.dev.refinio.one';
const transport = 'websocket';
const copied = (entry: LogEntry, conn = ''): string => copiedLog([{ ...logLine(entry), conn }]);

describe('a copied line', () => {
  it.each<[LogEntry, string]>([
    [{ kind: 'created', transport, url }, `🌐 WebSocket created: ${url}`],
    [{ kind: 'connected', transport, url }, `✅ WebSocket connected: ${url}`],
    [
      {
        kind: 'closed',
        transport,
        url,
        code: 1000,
        reason: 'Close called: New connection replaced old one',
        level: 'plain',
      },
      `❌ WebSocket closed: ${url} 1000 Close called: New connection replaced old one`,
    ],
    [{ kind: 'closed', transport, url, code: 1006, reason: '', level: 'error' }, `❌ WebSocket closed: ${url} 1006`],
    [
      { kind: 'message', transport, out: true, name: 'register', summary: 'as 7f25…', phase: 'register' },
      '📤 WebSocket message sent: register as 7f25… (register)',
    ],
    [
      { kind: 'message', transport, out: false, name: 'ping', summary: '', phase: '' },
      '📨 WebSocket message received: ping',
    ],
    [
      { kind: 'note', type: 'navigation', text: 'push https://app.example.test/register/3' },
      '🔄 Navigation to: /register/3',
    ],
    [{ kind: 'note', type: 'navigation', text: 'push https://app.example.test' }, '🔄 Navigation to: /'],
  ])('has the wording of the seed document: %o', (entry, text) => {
    expect(copied(entry)).toBe(text);
  });

  it('names its connection only among lines of several', () => {
    const line = { ...logLine({ kind: 'connected', transport, url }), conn: 'ws1' };
    expect(copiedLog([line, line])).not.toContain('[');
    expect(copiedLog([line, { ...line, conn: 'ws2' }]).split('\n')[1]).toBe(`[ws2] ✅ WebSocket connected: ${url}`);
  });
});

describe('a line that is shown', () => {
  const entries: LogEntry[] = [
    { kind: 'created', transport, url },
    { kind: 'closed', transport, url, code: 1000, reason: '', level: 'plain' },
    { kind: 'lost', count: 12, why: 'storage was too slow' },
    { kind: 'finding', code: 'keepalive.timeout', severity: 'error', title: 'went silent' },
    { kind: 'note', type: 'console', text: 'hello' },
    { kind: 'key', name: 'key known', summary: 'xsalsa20poly1305' },
  ];

  it('carries no emoji', () => {
    for (const entry of entries) expect(logLine(entry).text).not.toMatch(/\p{Extended_Pictographic}/u);
  });

  it('says where it comes from and how bad it is', () => {
    expect(entries.map((entry) => [logLine(entry).source, logLine(entry).level])).toEqual([
      ['sockets', 'plain'],
      ['sockets', 'plain'],
      ['capture', 'warning'],
      ['findings', 'error'],
      ['console', 'plain'],
      ['decoder', 'plain'],
    ]);
  });

  it('never holds what an invitation holds', () => {
    const text = '{"host":"edda.one","publicKey":"ab","tokenLength":64}';
    expect(copied({ kind: 'note', type: 'invite', text })).toBe('📥 Invite seen');
  });
});
