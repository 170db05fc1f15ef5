import { describe, expect, it } from 'vitest';
import { code, plain } from '../../../../src/core/report/exporters/markdown-text.ts';
import { createTrace, shakesHands } from '../../model/trace-factory.ts';
import { captureInput, exported, inputOf } from './export-input.ts';

describe('text of a recording in Markdown', () => {
  it.each([
    ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert\\(1\\)\\>'],
    ['[click](https://evil.test)', '\\[click\\]\\(https:\u200b//evil.test\\)'],
    ['ask @octocat about #12', 'ask @\u200boctocat about \\#\u200b12'],
    ['a | b\nc', 'a \\| b c'],
    ['\u001b[31mred\u202eback\u0000', '�\\[31mred�back�'],
    ['**bold** _it_ `x`', '\\*\\*bold\\*\\* \\_it\\_ \\`x\\`'],
  ])('%j is plain text', (text, wanted) => expect(plain(text)).toBe(wanted));

  it.each([
    ['reason', '`reason`'],
    ['a `b` c', '``a `b` c``'],
    ['`', '`` ` ``'],
    ['x | y', '`x \\| y`'],
    ['  ', '–'],
  ])('%j is code that nothing in it can end', (text, wanted) => expect(code(text)).toBe(wanted));
});

describe('a report for an issue tracker', () => {
  it('begins with what failed, and names the frame that proves it', async () => {
    const text = await exported('markdown', await captureInput('keepalive-timeout', 'fields'));
    expect(text.split('\n')[0]).toMatch(/^## .*went silent for 25\.0 s, so this page closed ws5$/);
    expect(text).toMatch(/\| error \| `keepalive\.timeout` \|.*`ws5 #53`/);
    expect(text).toMatch(/\| `ws4` \| sync \| .* \| \*\*failed\*\* \|/);
    expect(text).toContain('### Sequence of `ws5`');
    expect(text).toContain('Peer->>Page: person-challenge (seq 10, +42 ms)');
    expect(text).toContain('- No record was lost');
  });

  it('says of a healthy session that nothing went wrong', async () => {
    const trace = shakesHands(createTrace().page('p1').open('ws1'), 'ws1').closes('ws1', 'Close called.');
    const text = await exported('markdown', inputOf(trace.records.map(([record]) => record)));
    expect(text).toContain('## Nothing went wrong that the recording shows');
  });

  it('says what was lost', async () => {
    const trace = createTrace().open('ws1');
    trace.push({ kind: 'lost', t: trace.now(), count: 12, why: 'storage was too slow' });
    const text = await exported('markdown', inputOf(trace.records.map(([record]) => record)));
    expect(text).toContain('**12 records lost**: storage was too slow');
  });

  const cut = { kind: 'lost', count: 3, why: 'payload cut short: the page produced more' } as const;

  it('says apart from that of how many frames the payload was cut', async () => {
    const trace = createTrace().open('ws1');
    trace.push({ kind: 'lost', t: trace.now(), count: 12, why: 'storage was too slow' });
    trace.push({ ...cut, t: trace.now() });
    const text = await exported('markdown', inputOf(trace.records.map(([record]) => record)));
    expect(text).toContain('- **12 records lost, 3 payloads cut**: storage was too slow; payload cut short');
  });

  it('does not say that records were lost where only payloads were cut', async () => {
    const trace = createTrace().open('ws1');
    trace.push({ ...cut, t: trace.now() });
    const text = await exported('markdown', inputOf(trace.records.map(([record]) => record)));
    expect(text).toContain('- No record was lost; **3 payloads cut**: payload cut short');
  });

  it('lets no wire text become markup, wherever it stands', async () => {
    const bad = '</details><script>alert(1)</script>|`@octocat';
    const trace = createTrace()
      .page('p1', { userAgent: bad })
      .open('ws1', { url: `wss://h/${bad}` });
    trace.closes('ws1', bad);
    trace.push({ kind: 'lost', t: trace.now(), count: 1, why: bad });
    const text = await exported('markdown', inputOf(trace.records.map(([record]) => record)));
    const outsideCode = text.replaceAll(/(`+)[^`].*?\1/g, '');
    expect(outsideCode).not.toMatch(/(?<!\\)<\/?script|@octocat|(?<!\\)<\/details(?!>\n)/);
  });
});
