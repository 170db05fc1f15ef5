import { STOPPED, closedOnBoth } from './both-sides.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioLab } from './scenario-lab.ts';

function keepalives(lab: ScenarioLab, side: 'alice' | 'bob'): number {
  const entries = lab[side].truth().connections.flatMap((connection) => connection.entries);
  return entries.filter((entry) => entry.kind === 'frame' && entry.dir === 'out' && entry.name === 'keepalive').length;
}

/** Healthy sessions which show particular messages. */
export const messages: readonly Scenario[] = [
  {
    name: 'fragments',
    story: 'Messages too long for one frame, text and binary, and texts that begin like markers of both layers.',
    healthy: true,
    closes: closedOnBoth(STOPPED),
    async run(lab) {
      await lab.startPaired();
      lab.alice.chat.say('long '.repeat(8_000));
      await lab.bob.chat.waitFor('long '.repeat(8_000));
      lab.bob.chat.say('picture', { kind: 'blob', bytes: Uint8Array.from({ length: 150_000 }, (_, i) => i % 251) });
      await lab.alice.chat.waitFor('picture');
      const session = await lab.alice.sessions.next();
      for (const text of ['keepalive', 'keepalive me', 'fragmentation_end', 'fragmentation_start_string is a marker']) {
        session.connection.send(text);
      }
      session.connection.send('fragmentation_start_binary'.repeat(1_000));
      await session.rpc.request(1);
      return lab.end();
    },
  },
  {
    name: 'streams',
    story: 'A CLOB travels as text chunks, BLOBs as binary chunks, one of them empty.',
    healthy: true,
    closes: closedOnBoth(STOPPED),
    async run(lab) {
      await lab.startPaired({ bob: { chunkSize: 20_000 } });
      lab.bob.chat.say('a book', { kind: 'clob', text: 'In the beginning was the Word. '.repeat(2_000) });
      lab.bob.chat.say('a photo', { kind: 'blob', bytes: Uint8Array.from({ length: 70_000 }, (_, i) => i % 256) });
      lab.bob.chat.say('nothing', { kind: 'blob', bytes: new Uint8Array(0) });
      await Promise.all(['a book', 'a photo', 'nothing'].map((text) => lab.alice.chat.waitFor(text)));
      return lab.end();
    },
  },
  {
    name: 'keepalive-idle',
    story: 'Nobody has anything to say for a while; keepalives hold the connection.',
    healthy: true,
    closes: closedOnBoth(STOPPED),
    async run(lab) {
      const timing = { keepaliveSend: 60, chumPoll: 60_000 };
      await lab.startPaired({ alice: { timing }, bob: { timing } });
      await lab.until(() => keepalives(lab, 'alice') > 3 && keepalives(lab, 'bob') > 3);
      return lab.end();
    },
  },
  {
    name: 'spares-idle',
    story: 'Two registered spares each are pinged and answer.',
    healthy: true,
    closes: closedOnBoth('Close called.'),
    async run(lab) {
      await lab.start({ server: { pingInterval: 60 } });
      const pongs = (): number => lab.alice.recording().filter((line) => line.includes('pong')).length;
      await lab.until(() => pongs() > 3);
      return lab.end();
    },
  },
  {
    name: 'debug',
    story: 'Alice asks Bob which objects he shares with her, and for one of them.',
    healthy: true,
    closes: [
      ...closedOnBoth('Close called: Debug protocol "getAccessibleObjects" finished'),
      ...closedOnBoth('Close called: Debug protocol "getData" finished'),
    ],
    async run(lab) {
      await lab.startPaired();
      lab.bob.chat.say('look at this');
      await lab.alice.chat.waitFor('look at this');
      const objects = (await lab.alice.debug({ protocol: 'getAccessibleObjects' })) as { hash?: string }[];
      const hash = objects.find((object) => object.hash !== undefined)?.hash ?? '';
      await lab.alice.debug({ protocol: 'getData', hashType: 'object', hash });
      return lab.end();
    },
  },
];
