import type { RegistrationStep } from '../report/report.ts';
import type { FrameRecord, NoteRecord, PageRecord } from '../trace/records.ts';
import type { ConnectionState } from './connection-state.ts';
import { recordProof, type Proof } from './proof.ts';

interface Step extends Proof {
  path: string;
  end: number | undefined;
  opened: number;
  conns: Set<string>;
  messages: { in: number; out: number };
  bytes: { in: number; out: number };
}

/** The navigations of a registration, with the traffic of their page from each to the next. */
export interface Registration {
  steps: Step[];
  /** The step that each page is in; notes that name no page speak of all. */
  current: Map<string, Step>;
}

const MAX_STEPS = 256;
const ANY_PAGE = '';
const REGISTERING = /^\/(?:[^?#]*\/)?register(?:\/|$)/;

export const createRegistration = (): Registration => ({ steps: [], current: new Map() });

/** The note says how and where to: `push https://host/register/3`. Others of its type tell of the page's life. */
export function noteNavigation(registration: Registration, note: NoteRecord): void {
  const url = /^\w+ (\w+:\/\/\S+)$/.exec(note.text)?.[1];
  const page = note.extra?.['page'];
  if (note.type === 'navigation' && url !== undefined)
    arrive(registration, typeof page === 'string' ? page : ANY_PAGE, url, recordProof(note));
}

export function notePageLoad(registration: Registration, page: PageRecord): void {
  if (page.realm === 'window') arrive(registration, page.page, page.url, recordProof(page));
}

function arrive(registration: Registration, named: string, url: string, proof: Proof): void {
  const page = pageOf(registration, named);
  const path = URL.canParse(url) ? new URL(url).pathname : '';
  const before = stepOf(registration, page);
  if (before?.path === path) return;
  if (before) before.end = proof.t;
  registration.current.delete(page);
  if (page !== ANY_PAGE) registration.current.delete(ANY_PAGE);
  if (!REGISTERING.test(path) || registration.steps.length >= MAX_STEPS) return;
  const none = { in: 0, out: 0 };
  const { t, evidence } = proof;
  const step: Step = {
    t,
    evidence,
    path,
    end: undefined,
    opened: 0,
    conns: new Set(),
    messages: { ...none },
    bytes: none,
  };
  registration.steps.push(step);
  registration.current.set(page, step);
}

/** A note without a page speaks of the one that is registering, where there is but one. */
function pageOf({ current }: Registration, named: string): string {
  const [only] = current.size === 1 ? current.keys() : [];
  return named === ANY_PAGE ? (only ?? ANY_PAGE) : named;
}

const stepOf = ({ current }: Registration, page: string): Step | undefined =>
  current.get(page) ?? current.get(ANY_PAGE);

export function countOpening(registration: Registration, state: ConnectionState): void {
  const step = stepOf(registration, state.page);
  if (!step) return;
  step.opened++;
  step.conns.add(state.conn);
}

export function countFrame(registration: Registration, state: ConnectionState, frame: FrameRecord): void {
  const step = stepOf(registration, state.page);
  if (!step) return;
  step.conns.add(state.conn);
  step.messages[frame.dir]++;
  step.bytes[frame.dir] += frame.size;
}

/** `now` is the end of a step that nothing followed. */
export const registrationSteps = ({ steps }: Registration, now: number): RegistrationStep[] =>
  steps.map(({ path, t, end, opened, conns, messages, bytes, evidence }) => ({
    path,
    t,
    ms: Math.max(0, (end ?? now) - t),
    opened,
    conns: [...conns],
    messagesIn: messages.in,
    messagesOut: messages.out,
    bytesIn: bytes.in,
    bytesOut: bytes.out,
    evidence: [evidence],
  }));
