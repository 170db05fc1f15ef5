/**
 * A Connection in the manner of the library, as far as discovery depends on it (PROTOCOL §5.1, recipe connection-discovery): plugins in an
 * array that is searched with find() for every message, and copies of it that are searched and cut.
 */
interface LibraryPlugin {
  name: string;
  webSocket?: WebSocket;
  sharedKey?: Uint8Array;
  localNonceCounter?: number;
  remoteNonceCounter?: number;
  statistics?: { bytesSent: number; secret: string };
}

class Connection {
  static lastId = 0;
  readonly id = (Connection.lastId += 1);
  private readonly plugins: LibraryPlugin[] = [];

  constructor(webSocket: WebSocket) {
    this.plugins.push(
      { name: 'websocket', webSocket },
      { name: 'statistics', statistics: { bytesSent: 0, secret: 'not told' } },
      { name: 'promise' },
    );
    webSocket.binaryType = 'arraybuffer';
    webSocket.addEventListener('message', ({ data }) => {
      const encryption = this.plugin('encryption');
      if (typeof data !== 'string' && encryption)
        encryption.remoteNonceCounter = (encryption.remoteNonceCounter ?? 0) + 2;
    });
  }

  plugin(name: string): LibraryPlugin | undefined {
    return this.plugins.find((plugin) => plugin.name === name);
  }

  addPlugin(plugin: LibraryPlugin, after: string): void {
    this.plugins.splice(this.plugins.findIndex(({ name }) => name === after) + 1, 0, plugin);
  }

  removePlugin(name: string): void {
    this.plugins.splice(
      this.plugins.findIndex((plugin) => plugin.name === name),
      1,
    );
  }

  send(data: string | Uint8Array<ArrayBuffer>): void {
    const copy = [...this.plugins];
    copy.splice(0, copy.findIndex(({ name }) => name === 'websocket') + 1);
    const encryption = this.plugin('encryption');
    if (encryption) encryption.localNonceCounter = (encryption.localNonceCounter ?? 0) + 2;
    this.plugin('websocket')?.webSocket?.send(data);
  }

  encrypt(key: number, sendCounter: number): void {
    const sharedKey = new Uint8Array(32).fill(key);
    this.addPlugin(
      { name: 'encryption', sharedKey, localNonceCounter: sendCounter, remoteNonceCounter: 1 - sendCounter },
      'statistics',
    );
  }
}

declare global {
  var LibraryConnection: new (webSocket: WebSocket) => Connection;
}

Object.defineProperty(globalThis, 'LibraryConnection', { value: Connection, enumerable: false });
export type { Connection };
