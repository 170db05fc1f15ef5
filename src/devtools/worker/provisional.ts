// Provisional: until core/dissect/engine.ts and core/model land. To be deleted.
import type { Dissection } from '../../core/dissect/dissection.ts';
import type { ConnectionReport, Finding } from '../../core/report/report.ts';
import type { TraceRecord } from '../../core/trace/records.ts';

export function createDissector() {
  const requests = new Map<string, number>();
  return {
    push(record: TraceRecord): Dissection | undefined {
      if (record.kind !== 'frame') return undefined;
      const text = record.type === 'text' && record.payload ? new TextDecoder().decode(record.payload) : undefined;
      if (text === undefined)
        return {
          layers: ['encryption'],
          name: record.size === 72 ? 'key-frame' : 'encrypted',
          phase: 'encryption',
          summary: `${record.size} B`,
          tree: [
            { layer: 'socket', title: 'WebSocket', summary: `binary · ${record.size} B`, view: 'wire', fields: [] },
          ],
        };
      let json: Record<string, unknown> = {};
      try {
        json = JSON.parse(text) as Record<string, unknown>;
      } catch {
        /* provisional */
      }
      const name = String(json['command'] ?? json['type'] ?? 'unknown');
      const isC = name.startsWith('communication');
      if (name.endsWith('_request')) requests.set(record.conn, record.seq);
      const asked = requests.get(record.conn);
      return {
        layers: [isC ? 'rendezvous' : 'comm-server'],
        name,
        phase: isC ? 'discovery' : 'register',
        summary: text.slice(0, 60),
        tree: [
          { layer: 'socket', title: 'WebSocket', summary: `text · ${record.size} B`, view: 'wire', fields: [] },
          {
            layer: 'comm-server',
            title: 'Comm server',
            summary: name,
            view: 'wire',
            fields: Object.entries(json).map(([key, value]) => {
              const at = text.indexOf(`"${key}"`);
              const from = text.indexOf(':', at) + 1;
              return {
                name: key,
                value: String(value),
                range: [from, from + JSON.stringify(value).length] as [number, number],
                ...(key === 'challenge' || key === 'response' ? { secret: true as const } : {}),
              };
            }),
          },
        ],
        ...(name.endsWith('_request')
          ? { rpc: { id: 1, asks: true as const } }
          : (name === 'communication_ready' || name === 'authentication_response') && asked !== undefined
            ? { rpc: { id: 1, answersSeq: asked, ms: 5.2 } }
            : {}),
      };
    },
  };
}

export function createModel() {
  const conns = new Map<string, ConnectionReport>();
  const findings: Finding[] = [];
  return {
    take(record: TraceRecord, _dissection: Dissection | undefined) {
      if (record.kind === 'open')
        conns.set(record.conn, {
          conn: record.conn,
          page: record.page,
          url: record.url,
          transport: record.transport,
          role: 'unknown',
          path: 'relay',
          purpose: 'unknown',
          states: [{ state: 'CONNECTING', t: record.t, cause: { record: 'open', t: record.t } }],
          phases: [],
          plugins: [],
          opened: record.t,
          messagesIn: 0,
          messagesOut: 0,
          bytesIn: 0,
          bytesOut: 0,
          keyKnown: false,
          encrypted: false,
          findings: [],
        });
      if (record.kind === 'frame') {
        const c = conns.get(record.conn);
        if (!c) return;
        if (record.dir === 'in') {
          c.messagesIn++;
          c.bytesIn += record.size;
        } else {
          c.messagesOut++;
          c.bytesOut += record.size;
        }
        const d = record.payload && record.type === 'text' ? new TextDecoder().decode(record.payload) : '';
        if (d.includes('"register"')) c.role = 'spare';
        if (d.includes('communication_request')) c.role = record.dir === 'out' ? 'dialer' : 'listener';
        if (d.includes('communication_request')) c.remote = { publicKey: 'abcdef0123456789abcdef' };
      }
      if (record.kind === 'close') {
        const c = conns.get(record.conn);
        if (c) {
          c.ended = record.t;
          c.close = {
            code: record.code,
            reason: record.reason,
            class: /Close called/.test(record.reason) ? 'done' : 'refused',
            by: 'unknown',
          };
        }
      }
    },
    connections: () => [...conns.values()],
    findings: () => findings,
  };
}
