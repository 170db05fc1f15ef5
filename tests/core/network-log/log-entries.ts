const ORIGIN = 'https://one.test';

/** An entry of a HAR as Chromium 156 writes it for a socket of a worker, reduced to what is read. */
export const logEntry = (messages: unknown[], more: object = {}) => ({
  _initiator: { type: 'script', stack: { callFrames: [{ url: `${ORIGIN}/worker.js` }] } },
  _resourceType: 'websocket',
  request: {
    url: 'wss://relay.test/path?token=secret',
    headers: [
      { name: 'Origin', value: ORIGIN },
      { name: 'Sec-WebSocket-Key', value: 'iYUscna2c22E8riDJPLWfg==' },
    ],
  },
  response: { status: 101 },
  startedDateTime: '2026-11-28T13:34:02.661Z',
  _webSocketMessages: messages,
  ...more,
});

export const said = (type: 'send' | 'receive', time: number, data: string, opcode = 1) => ({
  type,
  time,
  opcode,
  data,
});

export const REGISTER = JSON.stringify({ command: 'register', publicKey: 'ab'.repeat(32) });
