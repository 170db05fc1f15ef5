import type { ConnectionReport, Finding } from '../report.ts';

/** One message, or several of the same kind in a row. */
export interface Step {
  seq: number;
  dir: 'in' | 'out';
  name: string;
  layers: readonly string[];
  times: number;
  /** Milliseconds since the connection was opened. */
  after: number;
}

const FIRST = 24;
const LAST = 16;

/** The first and the last messages of one connection; what lies between is only counted. */
export interface Steps {
  push(step: Omit<Step, 'times'>): void;
  /** Undefined where so many were left out between. */
  list(): { head: Step[]; omitted: number; tail: Step[] };
}

export function createSteps(): Steps {
  const head: Step[] = [];
  let tail: Step[] = [];
  let omitted = 0;
  return {
    push(step) {
      const last = tail.at(-1) ?? head.at(-1);
      if (last?.name === step.name && last.dir === step.dir) {
        last.times += 1;
        return;
      }
      if (head.length < FIRST) return void head.push({ ...step, times: 1 });
      tail.push({ ...step, times: 1 });
      if (tail.length <= 2 * LAST) return;
      omitted += tail.slice(0, -LAST).reduce((sum, { times }) => sum + times, 0);
      tail = tail.slice(-LAST);
    },
    list: () => ({ head, omitted: omitted + over(tail), tail: tail.slice(-LAST) }),
  };
}

const over = (tail: readonly Step[]): number =>
  tail.slice(0, Math.max(0, tail.length - LAST)).reduce((sum, { times }) => sum + times, 0);

/** The connection that the report shows: that of the gravest finding, else the first with a handshake, else the first. */
export function toldConnection(
  connections: readonly ConnectionReport[],
  findings: readonly Finding[],
): ConnectionReport | undefined {
  const of = (severity: Finding['severity']) =>
    connections.find(({ conn }) => findings.some((each) => each.conn === conn && each.severity === severity));
  return of('error') ?? of('warning') ?? connections.find(({ encrypted }) => encrypted) ?? connections[0];
}

/** A sequence diagram that GitHub and GitLab draw. Names are ours or reduced to letters, so that they cannot be syntax. */
export function mermaid(steps: ReturnType<Steps['list']>, connection: ConnectionReport): string[] {
  const isRelayed = connection.path === 'relay';
  const line = ({ dir, name, layers, times, after, seq }: Step): string => {
    const other = isRelayed && !layers.includes('comm-server') && !layers.includes('rendezvous') ? 'Peer' : 'Other';
    const arrow = layers.includes('encryption') ? '->>' : '-)';
    const [from, to] = dir === 'out' ? ['Page', other] : [other, 'Page'];
    const repeat = times > 1 ? ` × ${times}` : '';
    return `    ${from}${arrow}${to}: ${word(name)}${repeat} (seq ${seq}, +${Math.round(after)} ms)`;
  };
  const participants = isRelayed
    ? ['    participant Page as this page', '    participant Other as comm server', '    participant Peer as peer']
    : ['    participant Page as this page', '    participant Other as peer'];
  const gap = steps.omitted > 0 ? [`    Note over Page: ${steps.omitted} more messages`] : [];
  const { close } = connection;
  const end = close ? [`    Note over Page: closed ${close.code}, ${close.class}, by ${close.by}`] : [];
  return [
    '```mermaid',
    'sequenceDiagram',
    ...participants,
    ...steps.head.map(line),
    ...gap,
    ...steps.tail.map(line),
    ...end,
    '```',
  ];
}

const word = (name: string): string => name.replace(/[^\w .-]/g, '?').slice(0, 40);
