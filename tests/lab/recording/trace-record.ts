/** The records of TRACE-FORMAT §1 which the lab writes. */
export type TraceRecord =
  | { kind: 'page'; page: string; t: number; url: string; title: string; realm: 'window' }
  | { kind: 'open'; conn: string; page: string; t: number; transport: 'websocket'; url: string; protocols: string[] }
  | {
      kind: 'open';
      conn: string;
      page: string;
      t: number;
      transport: 'bluetooth';
      url: string;
      label: string;
      peer: string;
    }
  | { kind: 'state'; conn: string; t: number; state: string; detail?: string }
  | { kind: 'frame'; conn: string; seq: number; t: number; dir: 'in' | 'out'; type: 'text'; size: number; text: string }
  | {
      kind: 'frame';
      conn: string;
      seq: number;
      t: number;
      dir: 'in' | 'out';
      type: 'binary';
      size: number;
      base64: string;
      /** Over GATT. */
      channel?: string;
      op?: string;
      ms?: number;
    }
  | { kind: 'call'; conn: string; t: number; method: string; code?: number; reason?: string }
  | { kind: 'close'; conn: string; t: number; code: number; reason: string; clean: boolean }
  | { kind: 'error'; conn?: string; t: number; message: string }
  | {
      kind: 'plugin';
      conn: string;
      t: number;
      event: 'add' | 'remove';
      name: string;
      order: readonly string[];
      connectionId: number;
    }
  | {
      kind: 'key';
      conn: string;
      t: number;
      cipher: 'xsalsa20poly1305';
      key: string;
      sendCounter: number;
      receiveCounter: number;
      step: 2;
    }
  | { kind: 'note'; t: number; type?: string; text: string };

export interface TraceHeader {
  readonly format: 'one-trace';
  readonly version: 1;
  readonly created: string;
  readonly generator: string;
  readonly redaction: 'none';
}
