import { describe, expect, it } from 'vitest';
import { jsonLines, runWith } from './fake-io.ts';
import { hostileRecording, POISON } from './hostile-recording.ts';

/** Whatever is not a line end and steers a terminal, or turns the direction of text. */
const STEERS = /[^\n\P{Cc}]|[\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

const COMMANDS = [
  ['report', 'f'],
  ['report', 'f', '--json'],
  ['check', 'f'],
  ['check', 'f', '--json'],
  ['decode', 'f'],
  ['decode', 'f', '--text'],
  ['diff', 'f', 'g'],
  ['diff', 'f', 'g', '--json'],
  ['merge', 'f', 'g'],
  ['merge', 'f', 'g', '--json'],
];

describe('a recording that is all harm', () => {
  it.each(COMMANDS)('does not steer the terminal: %s %s %s %s', async (...argv) => {
    const g = hostileRecording({ kind: 'error', t: 1012, message: 'once more' });
    const { out, err } = await runWith({ f: hostileRecording(), g }, argv);
    expect(`${out}${err}`.length).toBeGreaterThan(20);
    expect(STEERS.exec(out)).toBeNull();
    expect(STEERS.exec(err)).toBeNull();
  });

  it.each(COMMANDS.filter((argv) => !argv.includes('--json')))(
    'does not steer the terminal by its name either: %s %s %s %s',
    async (...argv) => {
      const files = { [`f${POISON}`]: hostileRecording(), g: hostileRecording() };
      const { out, err } = await runWith(
        files,
        argv.map((word) => (word === 'f' ? `f${POISON}` : word)),
      );
      expect(STEERS.exec(out)).toBeNull();
      expect(STEERS.exec(err)).toBeNull();
    },
  );

  it('says as JSON what is in it, letter for letter', async () => {
    const { out } = await runWith({ f: hostileRecording() }, ['decode', 'f']);
    const [first] = jsonLines<{ conn: string }>(out);
    expect(first?.conn).toBe(`c${POISON}`);
  });

  it.each(['markdown', 'har', 'perfetto', 'otlp', 'json'])(
    'is converted to %s without a character that steers a terminal or an editor',
    async (format) => {
      const argv = ['convert', 'f', '--to', format, '-o', '-', '--redact', 'none', '--include-secrets'];
      const { status, out, err } = await runWith({ f: hostileRecording() }, argv);
      expect({ status, err }).toEqual({ status: 0, err: '' });
      expect(STEERS.exec(out)).toBeNull();
    },
  );
});
