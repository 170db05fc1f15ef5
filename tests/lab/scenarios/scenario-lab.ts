import { startCommServer, type CommServer, type CommServerOptions } from '../comm/comm-server.ts';
import { createNodePeer, type NodePeer } from '../node-peer.ts';
import type { PeerOptions } from '../peer/peer-options.ts';
import { shortTiming } from '../peer/timing.ts';
import { waitUntil } from '../wait-until.ts';
import type { ScenarioResult } from './scenario.ts';

export type LabPeerOptions = Partial<Omit<PeerOptions, 'name' | 'webSocket' | 'observe'>>;

export interface ScenarioLab {
  server: CommServer;
  alice: NodePeer;
  bob: NodePeer;
  /** Server, alice and bob, registered. */
  start(options?: LabStart): Promise<void>;
  /** Starts, and lets alice pair with bob's invitation; chum runs both ways unless the options say otherwise. */
  startPaired(options?: LabStart): Promise<void>;
  /** Both importers stop asking, and have all their answers: then a close leaves nothing open. */
  quiesce(): Promise<void>;
  until(condition: () => boolean): Promise<void>;
  /** What both sides have recorded by now. */
  result(): ScenarioResult;
  /** The same, once Bob has replaced the spares that were handed over. */
  settled(): Promise<ScenarioResult>;
  /** The same, after six seconds of silence in the trace: until then a stall is not one (FINDINGS). */
  stalled(): Promise<ScenarioResult>;
  /** Orderly end: alice leaves first, then bob. */
  end(): Promise<ScenarioResult>;
  cleanUp(): Promise<void>;
}

export interface LabStart {
  readonly server?: CommServerOptions;
  readonly alice?: LabPeerOptions;
  readonly bob?: LabPeerOptions;
  /** Bob runs his own WebSocket server and does not register. */
  readonly direct?: boolean;
}

export function createScenarioLab(): ScenarioLab {
  const lab: ScenarioLab = {
    // assigned by start(), which every scenario calls first
    server: undefined as unknown as CommServer,
    alice: undefined as unknown as NodePeer,
    bob: undefined as unknown as NodePeer,
    until: waitUntil,
    async start(options = {}) {
      lab.server = await startCommServer(options.server);
      const registered = { commUrl: lab.server.url };
      lab.alice = createNodePeer({ name: 'alice', ...registered, ...briskly(options.alice) });
      lab.bob = createNodePeer({ name: 'bob', ...(options.direct ? {} : registered), ...briskly(options.bob) });
      await lab.alice.start();
      if (options.direct) await lab.bob.listenDirect();
      await lab.bob.start();
    },
    async startPaired(options = {}) {
      await lab.start(options);
      const passes = [lab.alice.sessions.pass(), lab.bob.sessions.pass()];
      await lab.alice.pair(lab.bob.createInvitation().url);
      if (options.alice?.dialAfterPairing === false) await lab.until(() => lab.bob.contacts.size > 0);
      else await Promise.all(passes);
    },
    result: () => ({
      recordings: { alice: lab.alice.recording(), bob: lab.bob.recording() },
      truth: { alice: lab.alice.truth(), bob: lab.bob.truth() },
    }),
    async quiesce() {
      await Promise.all([lab.alice.sessions.quiesce(), lab.bob.sessions.quiesce()]);
    },
    async stalled() {
      await lab.settled();
      for (const { recorder } of [lab.alice, lab.bob]) recorder.note('nothing more has happened', 6_000);
      return lab.result();
    },
    async settled() {
      await lab.until(() => lab.bob.spares() === 2);
      return lab.result();
    },
    async end() {
      await lab.quiesce();
      await lab.alice.close();
      await lab.bob.close();
      return lab.result();
    },
    async cleanUp() {
      const { alice, bob, server } = lab as Partial<ScenarioLab>;
      alice?.kill();
      bob?.kill();
      await server?.kill();
    },
  };
  return lab;
}

function briskly(options: LabPeerOptions = {}): LabPeerOptions {
  return { redials: false, ...options, timing: { ...shortTiming, ...options.timing } };
}
