import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import protobuf from 'protobufjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import schema from '../fixtures/formats/otlp-trace.json' with { type: 'json' };
import { capture } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

const Request = protobuf.Root.fromJSON(schema).lookupType('ExportTraceServiceRequest');

interface Taken {
  path: string | undefined;
  headers: IncomingHttpHeaders;
  body: string;
}

let server: Server;
let taken: Taken[];
let answer: { status: number; headers?: Record<string, string>; body?: string };
let base: string;

/** Takes what a collector takes, over real HTTP. */
beforeEach(async () => {
  taken = [];
  answer = { status: 200, body: '{}' };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      taken.push({ path: request.url, headers: request.headers, body });
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const send = async (...argv: string[]) =>
  runWith({ 'k.onetrace': new Uint8Array(await capture('keepalive-timeout')) }, ['send', 'k.onetrace', ...argv]);

describe('one-trace send', () => {
  it('posts what the schema of OpenTelemetry takes, with the headers that were asked for', async () => {
    const { status, out } = await send('--to', base, '--header', 'Authorization: Bearer abc');
    expect(status).toBe(0);
    expect(out).toMatch(/^\d+ spans sent to 127\.0\.0\.1:\d+\n$/);
    expect(taken.map(({ path }) => path)).toEqual(['/v1/traces']);
    expect(taken[0]?.headers).toMatchObject({ 'content-type': 'application/json', authorization: 'Bearer abc' });
    const message = JSON.parse(taken[0]?.body ?? '', (key, value: unknown) =>
      /^(trace|span|parentSpan)Id$/.test(key) ? Buffer.from(String(value), 'hex') : value,
    ) as { [key: string]: unknown };
    expect(Request.verify(Request.fromObject(message))).toBeNull();
  });

  it('lets no id, host or address leave unless told to', async () => {
    await send('--to', base);
    expect(taken[0]?.body).not.toContain('node@example.test');
    expect(taken[0]?.body).toContain('"stringValue":"shapes"');
  });

  it('follows no redirect', async () => {
    answer = { status: 307, headers: { Location: `${base}/elsewhere` } };
    const { status, err } = await send('--to', base);
    expect({ status, lines: err.split('\n').length }).toEqual({ status: 2, lines: 2 });
    expect(taken).toHaveLength(1);
  });

  it('says in one line what the collector refused', async () => {
    answer = { status: 403, body: '{"message":"wrong tenant"}' };
    const { status, err } = await send('--to', `${base}/otlp`);
    expect({ status, err }).toEqual({
      status: 2,
      err: 'one-trace: send: the collector answered 403: wrong tenant\n',
    });
  });

  it.each([
    [[], '--to URL is missing'],
    [['--to', 'http://collector.example'], 'over https'],
    [['--to', 'https://collector.example', '--redact', 'none'], 'one of shapes, fields'],
    [['--to', 'https://collector.example', '--header', 'nonsense'], 'NAME: VALUE'],
  ])('refuses %j', async (argv, why) => {
    const { status, err } = await send(...argv);
    expect(status).toBe(2);
    expect(err).toContain(why);
    expect(taken).toEqual([]);
  });
});
