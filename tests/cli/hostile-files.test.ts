import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { fileOf } from '../core/trace/archive/fixtures.ts';
import { runWith } from './fake-io.ts';

const OPEN = '{"kind":"open","conn":"ws1","page":"p1","t":1000,"transport":"websocket","url":"wss://x.example/"}';
const CLOSE = '{"kind":"close","conn":"ws1","t":1009,"code":1000,"reason":"","clean":true}';

const frame = (members: object): string =>
  JSON.stringify({ kind: 'frame', conn: 'ws1', seq: 0, t: 1001, dir: 'out', type: 'text', size: 5, ...members });
const says = (text: string): string => frame({ text, size: Buffer.byteLength(text) });
const deep = (open: string, close: string): string => open.repeat(10_000) + close.repeat(10_000);

const NUMBERS = ['1e308', '-1e308', '-1', '0.5', '9007199254740993', '1e999', 'null', '"NaN"'];
const member = (line: string, name: string, value: string): string =>
  line.replace(new RegExp(`"${name}":[^,}]+`), `"${name}":${value}`);

const HOSTILE: [what: string, ...lines: string[]][] = [
  ['a message nested 10 000 deep', OPEN, says(deep('[', ']')), CLOSE],
  [
    'a message of ONE nested 10 000 deep',
    OPEN,
    says(`{"command":"register","x":${deep('{"a":', '}').replace('}', '1}')}}`),
  ],
  ['a record nested 10 000 deep', OPEN, `{"kind":"note","t":1,"text":"x","more":${deep('[', ']')}}`, CLOSE],
  ['values nested 10 000 deep', `{"kind":"sample","t":1,"what":"x","values":${deep('[', ']')}}`],
  [
    'conclusions nested 10 000 deep',
    OPEN,
    frame({ decoded: null }).replace('null', `{"layers":[],"name":"x","facts":${deep('[', ']')}}`),
  ],
  ['the same connection a thousand times', ...Array.from({ length: 1000 }, () => OPEN), CLOSE, CLOSE],
  ['the same frame a thousand times', OPEN, ...Array.from({ length: 1000 }, () => says('hello')), CLOSE],
  ['a frame before its connection, one after its end', says('hello'), OPEN, CLOSE, says('hello')],
  [
    'members named like those of every object',
    OPEN.replaceAll('ws1', '__proto__').replaceAll('p1', 'constructor'),
    frame({
      conn: '__proto__',
      text: '{"command":"__proto__","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}',
    }),
    frame({ conn: 'constructor', text: '{"command":"constructor","hasOwnProperty":1,"toString":null}' }),
    `{"kind":"sample","conn":"toString","t":1,"what":"__proto__","values":{"__proto__":{"polluted":1}}}`,
    frame({
      conn: 'valueOf',
      decoded: { layers: ['__proto__'], name: 'constructor', phase: '__proto__', facts: { kind: '__proto__' } },
    }),
    CLOSE.replace('ws1', '__proto__'),
  ],
  ...['t', 'seq', 'size'].flatMap((name) =>
    NUMBERS.map((value): [string, ...string[]] => [
      `a frame whose ${name} is ${value}`,
      OPEN,
      member(says('hello'), name, value),
      CLOSE,
    ]),
  ),
  ...['t', 'code'].flatMap((name) =>
    NUMBERS.map((value): [string, ...string[]] => [
      `a close whose ${name} is ${value}`,
      OPEN,
      member(CLOSE, name, value),
    ]),
  ),
  ...NUMBERS.map((value): [string, ...string[]] => [
    `a loss of ${value}`,
    OPEN,
    `{"kind":"lost","t":1,"conn":"ws1","why":"x","count":${value}}`,
  ]),
  ...NUMBERS.map((value): [string, ...string[]] => [
    `clocks of ${value}`,
    `{"kind":"page","page":"p1","t":1,"url":"x","realm":"window","timeOrigin":${value},"clockOffset":${value}}`,
    OPEN,
    says('hello'),
  ]),
];

const COMMANDS = [
  ['report', 'f'],
  ['check', 'f'],
  ['decode', 'f'],
  ['decode', 'f', '--text'],
  ['diff', 'f', 'f'],
  ['merge', 'f', 'f'],
  ...['markdown', 'har', 'perfetto', 'otlp', 'json', 'onetrace'].map((to) => ['convert', 'f', '--to', to, '-o', '-']),
];

describe('a file made to do harm', () => {
  it.each(HOSTILE)(
    'is read or refused in words by every command: %s',
    async (_, ...lines) => {
      const before = Reflect.ownKeys(Object.prototype);
      const f = fileOf(...lines);
      for (const argv of COMMANDS) {
        const { status, err } = await runWith({ f }, argv);
        expect([0, 1, 2], argv.join(' ')).toContain(status);
        expect(err, argv.join(' ')).not.toMatch(/internal error|at line \d+:|Maximum call stack/);
        if (status === 2) expect(err.trimEnd().split('\n'), argv.join(' ')).toHaveLength(1);
      }
      expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
    60_000,
  );

  it('does not fill the memory although it unpacks to a line of 256 MiB', async () => {
    const line = Buffer.concat([Buffer.from(`{"kind":"note","t":1,"text":"`), Buffer.alloc(2 ** 28, 'x')]);
    const f = new Uint8Array(gzipSync(Buffer.concat([fileOf(OPEN), line]), { level: 1 }));
    const { status, err } = await runWith({ f }, ['report', 'f']);
    expect(status).toBe(2);
    expect(err).toMatch(/^one-trace: f: line 3 is longer than /);
  }, 60_000);
});
