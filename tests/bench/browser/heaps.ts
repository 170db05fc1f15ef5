import { WebSocket } from 'ws';

interface Message {
  id?: number;
  method?: string;
  params?: { sessionId: string; targetInfo: { type: string } };
  result?: { [name: string]: unknown };
}

const PARTS = ['usedSize', 'embedderHeapUsedSize', 'backingStorageSize'];

/**
 * What a page and its dedicated workers hold after a collection, in MB: objects, what the browser keeps for them, and the memory
 * behind typed arrays, which the usual heap figure leaves out. @param endpoint the browser's debugging port
 */
export async function heapsOf(endpoint: string, url: string): Promise<{ page: number; workers: number }> {
  const targets = (await (await fetch(`${endpoint}/json/list`)).json()) as {
    url: string;
    webSocketDebuggerUrl: string;
  }[];
  const target = targets.find((each) => each.url.startsWith(url));
  if (!target) throw new Error(`no page at ${url}`);
  const socket = new WebSocket(target.webSocketDebuggerUrl, { perMessageDeflate: false });
  const workers: string[] = [];
  const waiting = new Map<number, (result: Message['result']) => void>();
  let last = 0;
  socket.on('message', (data: Buffer) => {
    const { id, method, params, result } = JSON.parse(data.toString()) as Message;
    if (id !== undefined) waiting.get(id)?.(result);
    if (method === 'Target.attachedToTarget' && params?.targetInfo.type === 'worker') workers.push(params.sessionId);
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  const send = (method: string, params: object, sessionId?: string): Promise<Message['result']> =>
    new Promise((resolve) => {
      const id = ++last;
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
    });
  async function held(session?: string): Promise<number> {
    await send('HeapProfiler.collectGarbage', {}, session);
    const usage = await send('Runtime.getHeapUsage', {}, session);
    return PARTS.reduce((sum, part) => sum + Number(usage?.[part] ?? 0), 0) / 1e6;
  }
  try {
    // Workers that are there are told before this is answered.
    await send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: true });
    let sum = 0;
    for (const worker of workers) sum += await held(worker);
    return { page: await held(), workers: sum };
  } finally {
    socket.close();
  }
}
