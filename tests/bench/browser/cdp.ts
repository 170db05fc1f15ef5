import { WebSocket } from 'ws';

/** Chromium's remote control without a driver: Playwright is told of every WebSocket frame, and would measure that. */
export interface Cdp {
  send(method: string, params?: object, session?: string): Promise<Record<string, unknown>>;
  /** Resolves with the next event of that name. */
  event(method: string, session: string): Promise<void>;
  close(): void;
}

interface Message {
  id?: number;
  method?: string;
  sessionId?: string;
  result?: Record<string, unknown>;
  error?: { message: string };
}

interface Waiting {
  resolve(result: Record<string, unknown>): void;
  reject(error: Error): void;
}

export async function connectCdp(url: string): Promise<Cdp> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  const waiting = new Map<number, Waiting>();
  const expected = new Map<string, () => void>();
  let lastId = 0;
  socket.on('message', (data: Buffer) => {
    const { id, method, sessionId, result, error } = JSON.parse(data.toString()) as Message;
    if (id === undefined) return expected.get(`${sessionId} ${method}`)?.();
    const command = waiting.get(id);
    waiting.delete(id);
    if (error) command?.reject(new Error(error.message));
    else command?.resolve(result ?? {});
  });
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('the browser has gone'));
    waiting.clear();
  });
  await new Promise<void>((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return {
    send(method, params = {}, sessionId) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        socket.send(JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) }));
      });
    },
    event: (method, session) => new Promise((resolve) => expected.set(`${session} ${method}`, resolve)),
    close: () => socket.close(),
  };
}
