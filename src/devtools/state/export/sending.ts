import { computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { RedactionLevel } from '../../../core/redact/level.ts';
import { collectorHeader, collectorUrl, type Collector } from '../../../core/report/collector.ts';
import type { Receipt } from '../../../core/report/send-otlp.ts';
import type { DecoderClient, ExportWatch } from '../decoder-client.ts';
import { count } from '../format.ts';
import { read, write } from '../stored.ts';

/** `asked`: a page has opened that asks the user. */
export type AccessAnswer = 'allowed' | 'refused' | 'asked';

/** Whether the browser lets the extension send to an origin; asks the user where it does not yet. To be called within a click. */
export type AskAccess = (origin: string) => Promise<AccessAnswer>;

/** The team's collector as it was typed; kept in this browser profile, its header too. */
export interface Sending {
  url: Signal<string>;
  /** `NAME: VALUE`; empty for none. */
  header: Signal<string>;
  /** Why nothing can be sent to it yet, in words. */
  problem: ReadonlySignal<string | undefined>;
  /** @throws Error in words */
  send(level: RedactionLevel, watch: ExportWatch): Promise<Receipt>;
}

const ACCESS_WORDS = {
  refused: 'the browser was not allowed to reach the collector',
  asked: 'a page has opened that asks for access to the collector; allow it there, and send again',
};

export function createSending(decoder: DecoderClient, askAccess: AskAccess): Sending {
  const url = signal(read('collector-url', ''));
  const header = signal(read('collector-header', ''));

  const collector = (): Collector => ({
    url: collectorUrl(url.value.trim()),
    headers: header.value.trim() === '' ? {} : Object.fromEntries([collectorHeader(header.value)]),
  });

  return {
    url,
    header,
    problem: computed(() => {
      if (url.value.trim() === '') return 'the address of the collector is missing';
      try {
        return void collector();
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    }),
    async send(level, watch) {
      if (level === 'none') throw new Error('everything is never sent');
      const to = collector();
      // First of all: the browser asks the user only within a click.
      const access = await askAccess(new URL(to.url).origin);
      if (access !== 'allowed') throw new Error(ACCESS_WORDS[access]);
      write('collector-url', url.peek().trim());
      write('collector-header', header.peek().trim());
      return decoder.send({ level, collector: to }, watch);
    },
  };
}

export function receiptWords({ sent, rejected, remark }: Receipt): string {
  const taken = `${count(sent)} spans sent`;
  const refused = rejected === 0 ? taken : `${taken}, of which the collector refused ${count(rejected)}`;
  return remark === undefined ? refused : `${refused}: ${remark}`;
}
