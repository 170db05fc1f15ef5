declare global {
  /** What the page itself sees of its sockets: must be the same with the extension and without it. */
  var outcome: { text: string; isDone: boolean };
}

/** Runs in the page and uses nothing from around it but `outcome`. */
export type Attack = (url: string) => void;

export const ATTACKS: Record<string, Attack> = {
  'forges records, ports and words of the relay': (url) => {
    const { port1, port2 } = new MessageChannel();
    const page = new Uint8Array(4096).fill(1).buffer;
    const says = new TextEncoder().encode('{"kind":"open","conn":"forged","url":"wss://forged.example"}');
    for (const hello of ['one-trace-hook', 'one-trace-relay', 'one-trace-hello', 'one-trace', '']) {
      window.postMessage(hello, '*', [new MessageChannel().port1]);
      for (const detail of [`1:${String.fromCharCode(...says)}`, { n: 1, page }, { type: 'page', n: 9, page }, null])
        window.dispatchEvent(new CustomEvent(hello, { detail, cancelable: true }));
    }
    window.postMessage({ type: 'page', n: 1, page }, '*', [port2]);
    for (const n of [1, -1, NaN, 1e308, '1', null]) port1.postMessage({ type: 'page', n, page });
    window.postMessage({ type: 'hello', realm: 'forged', kind: 'window', url: 'https://forged.example' }, '*');
    window.postMessage({ type: 'batch', realm: 'forged', n: 0, page: says }, '*');
    const socket = new WebSocket(`${url}/echo`);
    socket.onopen = () => socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
    socket.onmessage = ({ data }) => {
      outcome.text += String(data);
      socket.close(1000, 'forged');
    };
    socket.onclose = ({ code, reason }) => {
      outcome.text += `${code}${reason}`;
      outcome.isDone = true;
    };
  },

  'steals ports and messages': (url) => {
    let stolen = 0;
    const native = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...args: unknown[]) {
      stolen += 1;
      (native as (...all: unknown[]) => void).apply(this, args);
    };
    for (const type of ['message', 'one-trace-hook', 'one-trace-relay'])
      window.addEventListener(type, () => (stolen += 1), true);
    Object.defineProperty(MessagePort.prototype, 'onmessage', { set: () => void (stolen += 1) });
    const Native = MessageChannel;
    globalThis.MessageChannel = function () {
      stolen += 1;
      return new Native();
    } as unknown as typeof MessageChannel;
    const socket = new WebSocket(`${url}/echo`);
    socket.onopen = () => socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
    socket.onmessage = () => socket.close();
    socket.onclose = () =>
      setTimeout(() => {
        outcome.text = `stolen: ${stolen}`;
        outcome.isDone = true;
      }, 100);
  },

  'freezes and seals prototypes': (url) => {
    for (const frozen of [Object, Array, Function, Promise, Map, WeakMap, Event, MessageEvent, MessagePort, WebSocket])
      Object.freeze(frozen.prototype);
    for (const sealed of [EventTarget, ArrayBuffer, Uint8Array, DataView, Blob]) Object.seal(sealed.prototype);
    Object.freeze(WebSocket);
    Object.freeze(JSON);
    Object.freeze(Reflect);
    const socket = new WebSocket(`${url}/echo`, 'one');
    let left = 3;
    socket.onopen = () => {
      socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
      socket.send(new Uint8Array([1, 2, 3]));
      socket.send(new Blob(['x']));
    };
    socket.onmessage = ({ data }) => {
      outcome.text += `${typeof data} `;
      if ((left -= 1) === 0) socket.close();
    };
    socket.onclose = ({ code }) => {
      outcome.text += `${code} ${socket.readyState}`;
      outcome.isDone = true;
    };
  },

  'replaces globals, species and setters': (url) => {
    const log: string[] = [];
    const { WebSocket: Native, Object: Objects } = globalThis;
    const { defineProperty } = Reflect;
    const note = (name: string) => ({
      configurable: true,
      get: () => void log.push(name),
      set: () => void log.push(`${name}=`),
    });
    for (const owner of [Array, Promise, Map, Set, ArrayBuffer]) defineProperty(owner, Symbol.species, note('species'));
    for (const key of ['then', 'toJSON', 'kind', 'conn', 'payload', 'members', 'page', 'n', 'transfer'])
      defineProperty(Objects.prototype, key, note(key));
    for (const [owner, key] of [
      [Function.prototype, 'call'],
      [Function.prototype, 'apply'],
      [Function.prototype, 'bind'],
      [JSON, 'stringify'],
      [JSON, 'parse'],
      [Reflect, 'apply'],
      [Reflect, 'construct'],
      [globalThis, 'structuredClone'],
      [globalThis, 'queueMicrotask'],
    ] as [object, string][])
      defineProperty(owner, key, {
        configurable: true,
        value() {
          log.push(key);
          throw new Error(key);
        },
      });
    const socket = new Native(`${url}/echo`);
    globalThis.WebSocket = class extends Native {
      override send(): void {
        log.push('send of the page');
      }
    };
    socket.onopen = () => socket.send(`{"command":"register","publicKey":"${'ab'.repeat(32)}"}`);
    socket.onmessage = ({ data }) => {
      outcome.text += String(data);
      socket.close();
    };
    socket.onclose = ({ code }) => {
      outcome.text += `${code} ${log.join(' ')}`;
      outcome.isDone = true;
    };
  },

  'throws from getters and Proxies': (url) => {
    const bomb = new Proxy(
      {},
      {
        get() {
          throw new RangeError('mine');
        },
        getPrototypeOf() {
          throw new RangeError('mine too');
        },
      },
    );
    const attempt = (run: () => unknown): void => {
      try {
        outcome.text += `${typeof run()} `;
      } catch (error) {
        outcome.text += `${(error as Error).name}: ${(error as Error).message} `;
      }
    };
    const Any = WebSocket as unknown as new (...args: unknown[]) => WebSocket;
    attempt(() => new Any(bomb));
    attempt(() => new Any(url, bomb));
    attempt(() => Reflect.construct(WebSocket, [url], bomb as never));
    const socket = new WebSocket(`${url}/echo`);
    Object.defineProperty(MessageEvent.prototype, 'data', {
      get() {
        throw new RangeError('data');
      },
    });
    Object.defineProperty(CloseEvent.prototype, 'code', {
      get() {
        throw new RangeError('code');
      },
    });
    socket.onopen = () => {
      attempt(() => socket.send(bomb as never));
      attempt(() => socket.close(bomb as never));
      attempt(() => socket.addEventListener('message', bomb as never));
      socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
    };
    socket.onmessage = (event) => {
      attempt(() => event.data as unknown);
      socket.close();
    };
    socket.onclose = (event) => {
      attempt(() => event.code);
      outcome.isDone = true;
    };
  },

  'nests 10 000 deep, and sends 100 MB of JSON in one message': (url) => {
    const socket = new WebSocket(`${url}/sink`);
    socket.onopen = () => {
      socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
      socket.send('['.repeat(10_000) + ']'.repeat(10_000));
      socket.send(`{"command":"communication_request","x":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_001)}`);
      socket.send(`["${'x'.repeat(100_000_000)}"]`);
      socket.send('after');
      outcome.text += `${socket.bufferedAmount > 100_000_000} `;
      socket.close(1000, 'done');
    };
    socket.onclose = ({ code }) => {
      outcome.text += code;
      outcome.isDone = true;
    };
  },

  'says HTML, ANSI, RTL and null in every place that takes text': (url) => {
    const poison =
      '<img src=x onerror="document.title=1"><script>1</' + 'script>\u001b[31m\u202edcba\u2066\u0000`|[a](b:c)';
    document.title = poison;
    history.replaceState(null, '', `#${poison}`);
    const socket = new WebSocket(`${url}/echo?${encodeURIComponent(poison)}&${poison.replace('#', '')}`);
    socket.onopen = () => {
      socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
      socket.send(JSON.stringify({ command: poison, publicKey: poison, [poison]: poison }));
      socket.send(poison);
      outcome.text += socket.url.length;
    };
    let left = 3;
    socket.onmessage = ({ data }) => {
      outcome.text += String(data).length;
      if ((left -= 1) === 0) socket.close(4000, poison.slice(0, 100));
    };
    const peer = new RTCPeerConnection();
    outcome.text += peer.createDataChannel(poison, { protocol: poison }).label.length;
    socket.onclose = ({ code, reason }) => {
      outcome.text += `${code}${reason}`;
      peer.close();
      outcome.isDone = true;
    };
  },

  'floods with 50 000 messages at once': (url) => {
    const socket = new WebSocket(`${url}/echo`);
    let got = 0;
    socket.onopen = () => {
      socket.send(JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) }));
      for (let at = 0; at < 50_000; at += 1) socket.send(`${at}`);
    };
    socket.onmessage = () => {
      if ((got += 1) === 50_001) socket.close();
    };
    socket.onclose = ({ code }) => {
      outcome.text = `${got} ${code}`;
      outcome.isDone = true;
    };
  },
};
