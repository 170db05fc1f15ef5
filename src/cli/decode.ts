import { createDissector } from '../core/dissect/engine.ts';
import { createHindsight } from '../core/dissect/hindsight.ts';
import { flag, list, type Args, type Command } from './command.ts';
import { frameJson } from './decode-json.ts';
import { createFrameTable } from './decode-table.ts';
import { UnusableInput, type Io } from './io.ts';
import { withRecording, type Recording } from './recording.ts';

/** Lines are written in runs of about this many characters. */
const RUN_LENGTH = 65_536;
/** A BLOB as large as this is still put together: `message` is promised on every frame that completes one. */
const ASSEMBLY_BYTES = 2 ** 30;
/** Frames that may wait for the end of their message, which alone tells their phase. */
const HELD_FRAMES = 1024;

export const decode: Command = {
  summary: 'print every frame of a recording, decrypted and decoded',
  manual: {
    synopsis: ['FILE [--conn ID]... [--text]'],
    description: `Prints one line of JSON for each frame, in the order of the file. Session keys come from the recording itself and from --keys; it does not matter whether a key stands before or after the frames that it opens.`,
    parts: [
      {
        title: 'Output',
        entries: [
          ['conn, seq, t, dir, size', 'as recorded; t is epoch milliseconds'],
          ['layers, name, phase', 'what the frame is, from the wire to the content'],
          ['summary', 'one line for a person'],
          ['counter', 'its nonce counter, where the frame could be opened; else expectedCounter'],
          ['plain', 'the payload inside the encryption: {"type":"text","text"} or {"type":"binary","base64"}'],
          ['message', 'the payload after unescaping and re-assembly, on the frame that completes it'],
          ['fields', 'the decoded tree; secrets are covered there, but not in plain and message'],
          ['problem', '{"code","message"} where the frame is not as it should be'],
        ],
      },
    ],
    examples: [
      ['The messages of one connection, as a table', 'one-trace decode session.onetrace --conn ws5 --text'],
      ['How often each message was sent', 'one-trace decode session.onetrace | jq -r .name | sort | uniq -c | sort -n'],
    ],
    seeAlso: ['report', 'convert'],
  },
  options: {
    conn: {
      type: 'string',
      multiple: true,
      value: 'ID',
      text: 'only the frames of this connection; may be given more than once',
    },
    text: { type: 'boolean', text: 'a table for people instead of JSON' },
  },
  positionals: ['FILE'],
  async run(args, io) {
    if (flag(args, 'text') && flag(args, 'json'))
      throw new UnusableInput('decode: --text and --json exclude each other');
    await withRecording(args.positionals[0]!, args, io, (recording) => print(recording, args, io));
    return 0;
  },
};

async function print(recording: Recording, args: Args, io: Io): Promise<void> {
  const wanted = new Set(list(args, 'conn'));
  for (const conn of wanted) {
    if (!recording.conns.has(conn))
      throw new UnusableInput(`${recording.path}: there is no connection ${JSON.stringify(conn)}`);
  }
  const dissector = createDissector({ keys: recording.keysOf, assemblyBytes: ASSEMBLY_BYTES });
  const hindsight = createHindsight(HELD_FRAMES);
  const table = flag(args, 'text') ? createFrameTable(recording.start, io.columns) : undefined;
  let run = table ? `${table.heading}\n` : '';

  const add = async (entries: ReturnType<typeof hindsight.push>): Promise<void> => {
    for (const { frame, dissection } of entries) {
      if (wanted.size > 0 && !wanted.has(frame.conn)) continue;
      run += `${table ? table.row(frame, dissection) : frameJson(frame, dissection)}\n`;
      if (run.length < RUN_LENGTH) continue;
      await io.write(run);
      run = '';
    }
  };
  for await (const record of recording.records()) {
    const dissection = dissector.push(record, { detail: table === undefined });
    if (record.kind === 'frame' && dissection !== undefined) await add(hindsight.push({ frame: record, dissection }));
  }
  await add(hindsight.end());
  await io.write(run);
}
