import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { combineTaps } from '../connection/combine-taps.ts';
import type { Socket } from '../connection/socket.ts';
import { createRecorder } from '../recording/recorder.ts';
import { truthLog } from '../truth/truth-log.ts';
import { answerAsServer, type SeedSecrets } from './server-answers.ts';
import type { SeedType } from './seed-message.ts';
import { seedLine, type SeedLine } from './seed-line.ts';
import type { SeedSide } from './seed-side.ts';

export interface SeedServerOptions extends SeedSecrets {
  readonly silentAbout?: readonly SeedType[];
  /** Objects that are there to be synchronised, and how many go into one message. */
  readonly objects?: readonly string[];
  readonly batch?: number;
}

export interface SeedServer extends SeedSide {
  readonly url: string;
  /** The lines of the clients, oldest first. */
  readonly lines: readonly SeedLine[];
  stop(): void;
}

/** Signs in, pairs and synchronises whoever proves what the seed document asks for. Loopback, free port. */
export async function startSeedServer(name: string, options: SeedServerOptions): Promise<SeedServer> {
  const recorder = createRecorder(name);
  const log = truthLog(name);
  const lines: SeedLine[] = [];
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await new Promise((resolve) => server.once('listening', resolve));
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
  server.on('connection', (client) => {
    const socket = client as unknown as Socket;
    recorder.adopt(socket, url);
    const tap = combineTaps([recorder.tap(socket), log.tap(url)]);
    const { silentAbout = [] } = options;
    lines.push(seedLine(socket, tap, { silentAbout, answer: answerAsServer(options) }));
  });
  return {
    url,
    lines,
    recorder,
    recording: () => recorder.lines(),
    truth: () => log.truth(),
    stop() {
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
