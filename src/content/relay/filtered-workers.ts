import type { HookMessage } from '../../core/contract/capture.ts';
import type { FromRelay, FromWorker } from '../../core/contract/worker-channel.ts';
import type { GapRealm, GapReason } from '../../core/gaps/gap-text.ts';
import { cleanUrl } from '../../core/trace/clean-url.ts';
import { randomName } from '../../core/trace/random-name.ts';
import type { WorkerLine } from './worker-line.ts';

/** A worker that has not come forward by then runs without the hook. */
const SILENCE_MS = 20_000;
const LONGEST_URL = 2048;

interface Taken {
  hear(message: HookMessage): void;
  gone(): void;
}

export interface FilteredWorkersOptions {
  /** A worker is ours to speak for. */
  take(line: WorkerLine): void;
  unseen(realm: GapRealm, reason: GapReason, url: string): void;
  open(name: string): BroadcastChannel;
  wait(run: () => void, ms: number): void;
}

/** Workers of this document whose scripts go through the browser's filter (core/contract/worker-channel). */
export interface FilteredWorkers {
  /** The script of a worker of this document is passing, with a hook that will speak on this channel. */
  expect(channel: string): void;
  /** Where shared workers of the origin come forward. */
  meet(channel: string): void;
  /** The page has started one. */
  started(realm: GapRealm, url: string): void;
  /** The document goes or is put aside: shared workers look for another relay. */
  leave(): void;
  back(): void;
}

export function createFilteredWorkers({ take, unseen, open, wait }: FilteredWorkersOptions): FilteredWorkers {
  const relay = randomName();
  const lines = new Map<string, BroadcastChannel>();
  const hooks = new Map<string, Taken>();
  const shared = new Set<string>();
  const heard = new Set<string>();
  const awaited = new Map<string, { realm: GapRealm; url: string }>();
  let meeting: BroadcastChannel | undefined;
  let meetingName: string | undefined;
  /** What is put aside may still hear its workers look for another relay. */
  let isAway = false;

  const say = (line: BroadcastChannel, said: FromRelay): void => line.postMessage(said);
  const keyOf = (isShared: boolean, url: string): string => `${isShared} ${cleanUrl(url)}`;

  function lineOf(name: string): BroadcastChannel {
    const known = lines.get(name) ?? open(name);
    if (lines.has(name)) return known;
    lines.set(name, known);
    known.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(known, data);
    return known;
  }

  function offer(line: BroadcastChannel): void {
    if (!isAway) say(line, { from: 'relay', relay, say: 'offer' });
  }

  function hear(line: BroadcastChannel, said: FromWorker): void {
    if (said.from !== 'worker' || isAway) return;
    switch (said.say) {
      case 'here':
        return offer(line);
      case 'taken':
        return taken(line, said);
      case 'message':
        return hooks.get(said.id)?.hear(said.message);
    }
  }

  function taken(line: BroadcastChannel, said: Extract<FromWorker, { say: 'taken' }>): void {
    const key = keyOf(said.shared, said.url);
    const isNews = !heard.has(key);
    heard.add(key);
    awaited.delete(key);
    if (said.by === relay && !hooks.has(said.id)) begin(line, said.id);
    else if (said.by !== relay && isNews)
      unseen('shared worker', 'other tab', cleanUrl(said.url).slice(0, LONGEST_URL));
  }

  function begin(line: BroadcastChannel, id: string): void {
    const hook: Taken = { hear: () => undefined, gone: () => undefined };
    hooks.set(id, hook);
    take({
      post: (command) => say(line, { from: 'relay', relay, say: 'command', to: id, command }),
      listen: (hear) => void (hook.hear = hear),
      onGone: (gone) => void (hook.gone = gone),
    });
  }

  /** Only those that this page has started: others of the origin are none of its affair. */
  function meetShared(): void {
    if (meetingName === undefined || shared.size === 0) return;
    if (meeting === undefined) {
      meeting = open(meetingName);
      meeting.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if (data.from === 'worker' && data.say === 'here' && shared.has(keyOf(true, data.url)))
          offer(lineOf(data.channel));
      };
    }
    say(meeting, { from: 'relay', relay, say: 'ask' });
  }

  function giveUp(key: string): void {
    const missing = awaited.get(key);
    awaited.delete(key);
    if (missing) unseen(missing.realm, 'not filtered', missing.url);
  }

  return {
    expect: (channel) => void lineOf(channel),
    meet(channel) {
      meetingName = channel;
      meetShared();
    },
    started(realm, url) {
      const isShared = realm === 'shared worker';
      const key = keyOf(isShared, url);
      if (isShared) {
        shared.add(key);
        meetShared();
      }
      if (heard.has(key) || awaited.has(key)) return;
      awaited.set(key, { realm, url: cleanUrl(url).slice(0, LONGEST_URL) });
      wait(() => giveUp(key), SILENCE_MS);
    },
    leave() {
      isAway = true;
      for (const key of [...awaited.keys()]) giveUp(key);
      for (const hook of hooks.values()) hook.gone();
      hooks.clear();
      for (const line of lines.values()) say(line, { from: 'relay', relay, say: 'bye' });
    },
    back() {
      isAway = false;
      for (const line of lines.values()) offer(line);
    },
  };
}
