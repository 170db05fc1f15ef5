import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { OutputGone } from '../../src/cli/io.ts';
import { bytesOf, capture, expand, fileOf } from '../core/trace/archive/fixtures.ts';
import { jsonLines, runWith } from './fake-io.ts';

const FRAME = '{"kind":"frame","conn":"ws1","seq":0,"t":1000,"dir":"out","type":"text","size":5,"text":"hello"}';
const KEY = `{"kind":"key","conn":"ws1","t":1,"cipher":"xsalsa20poly1305","key":"${'ab'.repeat(32)}","sendCounter":1,"receiveCounter":0,"step":2}`;

describe('the command line', () => {
  it.each([[[]], [['--help']], [['help']], [['-h']]])('%j lists every command and the exit statuses', async (argv) => {
    const { status, out, err } = await runWith({}, argv);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    for (const name of Object.keys(COMMANDS)) expect(out).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(out).toContain('Exit status');
  });

  it.each(Object.keys(COMMANDS))('%s --help says how it is used and names all its options', async (name) => {
    const { status, out } = await runWith({}, [name, '--help']);
    expect(status).toBe(0);
    expect(out).toContain(`one-trace ${name} `);
    for (const option of Object.keys(COMMANDS[name]!.options)) expect(out).toContain(`--${option}`);
  });

  it('says its version', async () => {
    expect((await runWith({}, ['--version'])).out).toMatch(/^one-trace \d+\.\d+\.\d+\n$/);
  });

  it.each([
    ['an unknown command', ['frobnicate'], /no command "frobnicate"/],
    ['a name from the prototype', ['constructor'], /no command "constructor"/],
    ['a missing file name', ['decode'], /FILE is missing/],
    ['two files', ['decode', 'a', 'b'], /what is "b"/],
    ['an unknown option', ['decode', 'a', '--loud'], /--loud/],
    ['an option without its value', ['decode', 'a', '--keys'], /--keys/],
    ['options that exclude each other', ['decode', 'a', '--text', '--json'], /exclude/],
    ['a file that is not there', ['decode', 'nowhere'], /nowhere: there is no such file/],
    ['a key file that is not there', ['decode', 'f', '--keys', 'nowhere'], /nowhere: there is no such file/],
    [
      'a passphrase file that is not there',
      ['decode', 'f', '--passphrase-file', 'nowhere'],
      /nowhere: there is no such file/,
    ],
  ])('answers %s with status 2 and one line', async (_, argv, says) => {
    const { status, out, err } = await runWith({ f: fileOf(FRAME) }, argv);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^one-trace: [^\n]+\n$/);
    expect(err).toMatch(says);
  });
});

describe('input that cannot be used', () => {
  it.each([
    ['what is no recording', bytesOf('hello\n'), 'one-trace: f: this is no ONE Trace recording'],
    ['an empty file', bytesOf(''), 'one-trace: f: the file is empty'],
    [
      'a newer file',
      bytesOf('{"format":"one-trace","version":9}\n'),
      'one-trace: f: written by a newer ONE Trace (version 9',
    ],
    ['a wrong line', fileOf(FRAME, '{"kind":"note"}'), 'one-trace: f: line 3 has no "t" (with --salvage'],
  ])('%s: status 2, nothing printed, one line that says which file and why', async (_, bytes, says) => {
    const { status, out, err } = await runWith({ f: bytes }, ['decode', 'f']);
    expect({ status, out }).toEqual({ status: 2, out: '' });
    expect(err.startsWith(says), err).toBe(true);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
  });

  it('that was cut is refused with the lines that can be read, and read with --salvage', async () => {
    const whole = await capture('idle-keepalive');
    const cut = whole.subarray(0, whole.length - 600);
    const refused = await runWith({ f: cut }, ['decode', 'f']);
    expect(refused).toMatchObject({ status: 2, out: '' });
    const lines = Number(
      /^one-trace: f: the file is truncated: (\d+) lines can be read \(with --salvage\)\n$/.exec(refused.err)![1],
    );
    const frames = (await expand(whole))
      .split('\n')
      .slice(0, lines)
      .filter((line) => line.startsWith('{"kind":"frame"'));
    const salvaged = await runWith({ f: cut }, ['decode', 'f', '--salvage']);
    expect(salvaged).toMatchObject({ status: 0, err: '' });
    expect(jsonLines(salvaged.out)).toHaveLength(frames.length);
  });

  it.each([
    ['no record', 'rubbish', 'line 1 is not JSON'],
    ['another record', FRAME, 'line 1 is not a key record'],
    ['a short key', KEY.replace('abab', ''), 'line 1 has a "key" that is not 64 hex digits'],
  ])('among keys: %s', async (_, line, says) => {
    const { status, err } = await runWith({ f: fileOf(FRAME), k: bytesOf(line) }, ['decode', 'f', '--keys', 'k']);
    expect({ status, err }).toEqual({ status: 2, err: `one-trace: k: ${says}\n` });
  });

  it('never puts control characters on the terminal', async () => {
    const { err } = await runWith({}, ['decode', 'a\u001b[2Jb\nc']);
    expect(err).toBe('one-trace: a [2Jb c: there is no such file\n');
  });
});

describe('decode', () => {
  it('prints only the connections that are asked for', async () => {
    const files = { f: fileOf(FRAME, FRAME.replace('ws1', 'ws2'), FRAME.replace('ws1', 'ws3')) };
    const { out } = await runWith(files, ['decode', 'f', '--conn', 'ws3', '--conn', 'ws1']);
    expect(jsonLines<{ conn: string }>(out).map(({ conn }) => conn)).toEqual(['ws1', 'ws3']);
  });

  it('refuses a connection that the recording does not have', async () => {
    const { status, err } = await runWith({ f: fileOf(FRAME) }, ['decode', 'f', '--conn', 'ws9']);
    expect({ status, err }).toEqual({ status: 2, err: 'one-trace: f: there is no connection "ws9"\n' });
  });

  it('says of a frame that was cut that it was', async () => {
    const cut = FRAME.replace('"size":5', '"size":50').replace('"text":"hello"', '"text":"hello","truncated":true');
    const [line] = jsonLines<{ size: number; plain?: object; problem: { code: string } }>(
      (await runWith({ f: fileOf(cut) }, ['decode', 'f'])).out,
    );
    expect(line).toMatchObject({ size: 50, problem: { code: 'frame.truncated' } });
    expect(line).not.toHaveProperty('plain');
  });

  it('covers secrets in the tree, never in the payload', async () => {
    const { out } = await runWith({ f: await capture('happy-browser-dials') }, ['decode', 'f', '--conn', 'ws3']);
    const line = jsonLines<{ name: string; plain: { text: string }; fields: unknown }>(out).find(
      ({ name }) => name === 'authentication_token',
    )!;
    const { token } = JSON.parse(line.plain.text) as { token: string };
    expect(JSON.stringify(line.fields)).toContain('•••');
    expect(JSON.stringify(line.fields)).not.toContain(token);
  });

  it('--text prints a table with a heading, cut to the terminal, without secrets', async () => {
    const files = { f: await capture('happy-browser-dials') };
    const { out } = await runWith(files, ['decode', 'f', '--text'], { columns: 100 });
    const lines = out.trimEnd().split('\n');
    expect(lines[0]).toMatch(/seconds +conn +seq +dir +bytes +phase +name +summary/);
    expect(lines.every((line) => line.length <= 100)).toBe(true);
    expect(lines.find((line) => line.includes('authentication_token'))).toMatch(/ws3 +16 +out +166 +pairing/);
    const json = jsonLines((await runWith(files, ['decode', 'f'])).out);
    expect(lines).toHaveLength(json.length + 1);
  });

  it('--text lets nothing from the wire steer the terminal', async () => {
    const hostile = FRAME.replace('"ws1"', '"ws\\u001b[2J\\u202e"').replace('"hello"', '"\\u001b]0;x\\u0007"');
    const { out } = await runWith({ f: fileOf(hostile) }, ['decode', 'f', '--text']);
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/u);
  });

  it('ends quietly when nobody reads its output any longer', async () => {
    const write = async (): Promise<void> => Promise.reject(new OutputGone());
    expect(await runWith({ f: fileOf(FRAME) }, ['decode', 'f'], { write })).toEqual({ status: 0, out: '', err: '' });
  });

  it('waits for its reader: no line is decoded before the last ones were taken', async () => {
    let writing = 0;
    const write = async (): Promise<void> => {
      writing += 1;
      expect(writing).toBe(1);
      await new Promise(setImmediate);
      writing -= 1;
    };
    const lines = Array.from({ length: 3000 }, (_, seq) => FRAME.replace('"seq":0', `"seq":${seq}`));
    expect((await runWith({ f: fileOf(...lines) }, ['decode', 'f'], { write })).status).toBe(0);
  });
});
