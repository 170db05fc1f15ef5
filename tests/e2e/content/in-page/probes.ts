export type Check = (url: string) => unknown;
export type Checks = Record<string, Check>;

/** What a call throws, by type, name and text. */
export function thrown(run: () => unknown): unknown {
  try {
    return { returned: typeof run() };
  } catch (error) {
    if (!(error instanceof Error)) return { threw: error };
    return {
      threw: error.constructor.name,
      name: error.name,
      message: error.message,
      code: (error as DOMException).code,
    };
  }
}

export const opened = (socket: WebSocket): Promise<WebSocket> =>
  new Promise((resolve, reject) => {
    socket.addEventListener('open', () => resolve(socket));
    socket.addEventListener('error', () => reject(new Error('could not connect')));
  });

export const closed = (socket: WebSocket): Promise<object> =>
  new Promise((resolve) =>
    socket.addEventListener('close', ({ code, reason, wasClean, type }) => resolve({ type, code, reason, wasClean })),
  );

/** The next `count` messages as text: type and content. */
export const messages = (socket: WebSocket, count: number): Promise<string[]> =>
  new Promise((resolve) => {
    const list: Promise<string>[] = [];
    socket.addEventListener('message', ({ data }) => {
      list.push(describeData(data));
      if (list.length === count) resolve(Promise.all(list));
    });
  });

export async function describeData(data: unknown): Promise<string> {
  if (typeof data === 'string') return `text ${data}`;
  if (data instanceof Blob) return `blob ${new Uint8Array(await data.arrayBuffer()).join(' ')}`;
  return `buffer ${new Uint8Array(data as ArrayBuffer).join(' ')}`;
}

export function describeFunction(value: unknown): unknown {
  if (typeof value !== 'function') return typeof value;
  return {
    name: value.name,
    length: value.length,
    text: Function.prototype.toString.call(value),
    // Sorted: Firefox makes some of them when they are first asked for.
    keys: Reflect.ownKeys(value).map(String).sort(),
    isConstructor: isConstructor(value),
    prototypeIsFunction: Object.getPrototypeOf(value) === Function.prototype,
  };
}

function isConstructor(value: object): boolean {
  try {
    Reflect.construct(Object, [], value as new () => object);
    return true;
  } catch {
    return false;
  }
}

export function describeProperties(object: object): unknown {
  return Reflect.ownKeys(object).map((key) => {
    const found: PropertyDescriptor = Object.getOwnPropertyDescriptor(object, key) ?? {};
    const { writable, enumerable, configurable } = found;
    const attributes = { writable, enumerable, configurable, members: Object.keys(found) };
    return [
      String(key),
      attributes,
      describeFunction(found.value),
      describeFunction(found.get),
      describeFunction(found.set),
    ];
  });
}
