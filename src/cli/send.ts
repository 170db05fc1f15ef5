import type { RedactionLevel } from '../core/redact/level.ts';
import { collectorHeader, CollectorError, collectorUrl, type Collector } from '../core/report/collector.ts';
import { pause, postTo } from '../core/report/post-otlp.ts';
import { prepareExport } from '../core/report/prepare-export.ts';
import { sendOtlp } from '../core/report/send-otlp.ts';
import { flag, list, option, type Args, type Command } from './command.ts';
import { UnusableInput } from './io.ts';
import { withRecording } from './recording.ts';
import { readSalt, SALT_OPTION } from './salt-file.ts';
import { plainJson } from '../core/report/plain-json.ts';

export const send: Command = {
  summary: 'send a recording to an OpenTelemetry collector, without its secrets',
  manual: {
    synopsis: ['FILE --to URL [--header "NAME: VALUE"] [--redact shapes|fields]'],
    description:
      'Sends a recording as OpenTelemetry traces to the collector of your team: a connection is a span, its phases are child spans, its findings events. Ids follow from the recording, so that sending it twice makes no new spans. Requests that the collector is too busy for are tried again, up to five times.',
    examples: [
      ['To a collector on this machine', 'one-trace send session.onetrace --to http://localhost:4318'],
      [
        'To one that asks who sends',
        'one-trace send session.onetrace --to https://collector.example --header "Authorization: Bearer ..."',
      ],
    ],
    seeAlso: ['convert'],
  },
  options: {
    to: {
      type: 'string',
      value: 'URL',
      text: 'OTLP/HTTP endpoint; without a path /v1/traces is meant. https, or http on this machine',
    },
    header: {
      type: 'string',
      multiple: true,
      value: '"NAME: VALUE"',
      text: 'sent with each request; may stand more than once',
    },
    redact: {
      type: 'string',
      value: 'LEVEL',
      text: 'shapes: sizes, times, kinds and names of messages, ids and hosts as stand-ins, the default; fields: ids as keyed hashes',
    },
    ...SALT_OPTION,
  },
  positionals: ['FILE'],
  async run(args, io) {
    const [path = ''] = args.positionals;
    const collector = collectorOf(args);
    const level = levelOf(args);
    const salt = await readSalt(args, io);
    await withRecording(path, args, io, async (recording) => {
      const input = await prepareExport(recording, { level, includeKeys: false, salt });
      const { sent, rejected, remark } = await sendOtlp(input, {
        post: postTo(collector),
        wait: pause(),
        onSent: (spans) => io.progress?.(`${spans} spans`),
      }).catch(unusable);
      io.progress?.('');
      const result = { sent, rejected, ...(remark === undefined ? {} : { remark }) };
      await io.write(flag(args, 'json') ? `${plainJson(result)}\n` : said(result, collector));
    });
    return 0;
  },
};

function said({ sent, rejected, remark }: { sent: number; rejected: number; remark?: string }, to: Collector): string {
  const refused = rejected === 0 ? '' : `, of which it refused ${rejected}`;
  return `${sent} spans sent to ${new URL(to.url).host}${refused}${remark === undefined ? '' : `: ${plainJson(remark)}`}\n`;
}

function collectorOf(args: Args): Collector {
  const address = option(args, 'to');
  if (address === undefined)
    throw new UnusableInput('send: --to URL is missing: the OTLP/HTTP endpoint of a collector');
  try {
    return { url: collectorUrl(address), headers: Object.fromEntries(list(args, 'header').map(collectorHeader)) };
  } catch (error) {
    return unusable(error);
  }
}

function levelOf(args: Args): RedactionLevel {
  const level = option(args, 'redact') ?? 'shapes';
  if (level !== 'shapes' && level !== 'fields') throw new UnusableInput('send: --redact is one of shapes, fields');
  return level;
}

function unusable(error: unknown): never {
  throw error instanceof CollectorError ? new UnusableInput(`send: ${error.message}`) : error;
}
