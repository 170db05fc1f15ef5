import { beforeAll, describe, expect, it } from 'vitest';
import type { ExportInput } from '../../../src/core/report/exporters/exporter.ts';
import { otlpRequests } from '../../../src/core/report/otlp-requests.ts';
import { sendOtlp, type CollectorAnswer, type Sending } from '../../../src/core/report/send-otlp.ts';
import { captureInput, exported } from './exporters/export-input.ts';

let input: ExportInput;
beforeAll(async () => {
  input = await captureInput('keepalive-timeout', 'shapes');
});

const OK: CollectorAnswer = { status: 200, body: '{}' };
const spansIn = (body: string): unknown[] =>
  (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: unknown[] }[] }[] }).resourceSpans.flatMap(
    ({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans),
  );

/** A collector that gives these answers, the last one for ever. */
function collector(...answers: (CollectorAnswer | Error)[]) {
  const bodies: string[] = [];
  const waits: number[] = [];
  const sending: Sending = {
    async post(body) {
      const answer = answers[Math.min(bodies.length, answers.length - 1)] ?? OK;
      bodies.push(body);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    wait: async (ms) => void waits.push(ms),
  };
  return { sending, bodies, waits };
}

describe('sending to a collector', () => {
  it('sends each span of the exported file once', async () => {
    const { sending, bodies } = collector(OK);
    const receipt = await sendOtlp(input, sending);
    const wanted = spansIn(await exported('otlp', input));
    expect(bodies.flatMap(spansIn)).toEqual(wanted);
    expect(receipt).toEqual({ sent: wanted.length, rejected: 0 });
  });

  it('cuts a long session into requests of a bounded size', () => {
    const requests = [...otlpRequests(input, 7)];
    const all = [...otlpRequests(input)].flatMap(({ body }) => spansIn(body));
    expect(requests.map(({ spans }) => spans).every((spans) => spans <= 7)).toBe(true);
    expect(requests.flatMap(({ body }) => spansIn(body))).toEqual(all);
  });

  it('tries again what a busy collector puts off, as long as it says', async () => {
    const { sending, bodies, waits } = collector(
      { status: 503, body: '', retryAfter: '7' },
      { status: 429, body: '' },
      OK,
    );
    await sendOtlp(input, sending);
    expect(waits).toEqual([7000, 2000]);
    expect(new Set(bodies.slice(0, 3)).size).toBe(1);
  });

  it('gives up after five tries, with what the collector said', async () => {
    const { sending, bodies } = collector({ status: 503, body: '{"message":"over\\u001b[31m load"}' });
    await expect(sendOtlp(input, sending)).rejects.toThrow('the collector answered 503: over [31m load');
    expect(bodies).toHaveLength(5);
  });

  it('does not repeat what can never succeed', async () => {
    const { sending, bodies } = collector({ status: 401, body: 'who are you?' });
    await expect(sendOtlp(input, sending)).rejects.toThrow('the collector answered 401: who are you?');
    expect(bodies).toHaveLength(1);
  });

  it('says that nobody is there', async () => {
    const { sending } = collector(new TypeError('fetch failed'));
    await expect(sendOtlp(input, sending)).rejects.toThrow('the collector cannot be reached: fetch failed');
  });

  it('counts what the collector took and threw away', async () => {
    const { sending } = collector({
      status: 200,
      body: '{"partialSuccess":{"rejectedSpans":"2","errorMessage":"too old"}}',
    });
    expect(await sendOtlp(input, sending)).toMatchObject({ rejected: 2, remark: 'too old' });
  });

  it('stops where it is told to', async () => {
    const stopper = new AbortController();
    const { sending, bodies } = collector({ status: 503, body: '' });
    const wait = async (): Promise<void> => stopper.abort(new Error('stopped'));
    await expect(sendOtlp(input, { ...sending, wait, signal: stopper.signal })).rejects.toThrow('stopped');
    expect(bodies).toHaveLength(1);
  });
});
