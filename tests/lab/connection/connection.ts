import { createEvent } from './event.ts';
import type { ConnectionPlugin, IncomingEvent, OutgoingEvent, Payload } from './plugin.ts';
import { promisePlugin } from './promise-plugin.ts';
import type { Socket } from './socket.ts';
import { statisticsPlugin } from './statistics-plugin.ts';
import { noTap, type ConnectionTap } from './tap.ts';
import { websocketPlugin, type WebsocketPlugin } from './websocket-plugin.ts';

let nextId = 1;

export type ConnectionState = 'connecting' | 'open' | 'closed';

/**
 * Shaped like the library's class (§5.1): plugins in an array, looked up with find() and findIndex() on the array and
 * on copies of it for every message, so that a live-discovery hook sees what it would see of the library.
 */
export class Connection {
  readonly id = nextId++;
  readonly state = { currentState: 'connecting' as ConnectionState, onEnterState: createEvent<ConnectionState>() };
  readonly onMessage = createEvent<Payload>();
  closeReason = '';
  readonly tap: ConnectionTap;
  private readonly plugins: ConnectionPlugin[] = [];

  constructor(webSocket: Socket, tap: ConnectionTap = noTap) {
    this.tap = tap;
    this.addPlugin(websocketPlugin(webSocket, tap));
    this.addPlugin(statisticsPlugin());
    this.addPlugin(promisePlugin());
  }

  send(data: Payload | ArrayBuffer): void {
    this.websocketPlugin();
    this.sendThrough({ type: 'message', data }, [...this.plugins].reverse());
  }

  close(reason?: string): void {
    this.sendThrough({ type: 'close', terminate: false, ...(reason === undefined ? {} : { reason }) });
  }

  /** Same as close on the wire: the library passes terminate:false here (§5.4). */
  terminate(reason?: string): void {
    this.close(reason);
  }

  addPlugin(plugin: ConnectionPlugin, place: { before?: string; after?: string } = {}): void {
    const anchor = place.before ?? place.after;
    const index = this.plugins.findIndex((other) => other.name === anchor);
    if (anchor !== undefined && index < 0) throw new Error(`Plugin ${anchor} does not exist`);
    const at = anchor === undefined ? this.plugins.length : place.before === undefined ? index + 1 : index;
    this.plugins.splice(at, 0, plugin);
    this.reportChain('add', plugin.name);
    plugin.attached?.({
      createIncomingEvent: (event) => this.receiveThrough(event, this.after([...this.plugins], plugin.name)),
      createOutogingEvent: (event) => this.sendThrough(event, this.after([...this.plugins].reverse(), plugin.name)),
    });
    if (this.state.currentState === 'open' && plugin.name !== 'websocket') {
      plugin.transformIncomingEvent({ type: 'opened' });
    }
  }

  removePlugin(name: string): void {
    const index = this.plugins.findIndex((plugin) => plugin.name === name);
    const [removed] = index < 0 ? [] : this.plugins.splice(index, 1);
    removed?.detached?.();
    this.reportChain('remove', name);
  }

  plugin(name: string): ConnectionPlugin | undefined {
    return this.plugins.find((plugin) => plugin.name === name);
  }

  hasPlugin(name: string): boolean {
    return this.plugins.find((plugin) => plugin.name === name) !== undefined;
  }

  websocketPlugin(): WebsocketPlugin {
    return this.plugin('websocket') as WebsocketPlugin;
  }

  get bufferedAmount(): number {
    return this.websocketPlugin().webSocket.bufferedAmount;
  }

  private after(chain: ConnectionPlugin[], name: string): ConnectionPlugin[] {
    const index = chain.findIndex((plugin) => plugin.name === name);
    chain.splice(0, index + 1);
    return chain;
  }

  private reportChain(event: 'add' | 'remove', name: string): void {
    this.tap.chain(
      event,
      name,
      this.plugins.map((plugin) => plugin.name),
      this.id,
    );
  }

  private receiveThrough(event: IncomingEvent, chain: ConnectionPlugin[]): void {
    try {
      let current: IncomingEvent | null = event;
      for (const plugin of chain) {
        current = plugin.transformIncomingEvent(current);
        if (current === null) return;
      }
      this.received(current);
    } catch (error) {
      this.close((error as Error).message);
    }
  }

  private received(event: IncomingEvent): void {
    if (event.type === 'message') return this.onMessage.emit(event.data);
    if (event.type === 'closed') this.closeReason = event.reason;
    this.state.currentState = event.type === 'opened' ? 'open' : 'closed';
    this.state.onEnterState.emit(this.state.currentState);
  }

  private sendThrough(event: OutgoingEvent, chain = [...this.plugins].reverse()): void {
    let current: OutgoingEvent | null = event;
    for (const plugin of chain) {
      current = plugin.transformOutgoingEvent(current);
      if (current === null) return;
    }
  }
}
