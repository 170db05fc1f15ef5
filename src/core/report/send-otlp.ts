import { CollectorError } from './collector.ts';
import type { ExportInput } from './exporters/exporter.ts';
import { otlpRequests } from './otlp-requests.ts';

export interface CollectorAnswer {
  status: number;
  body: string;
  /** The header of that name. */
  retryAfter?: string | undefined;
}

/** What became of the spans. */
export interface Receipt {
  sent: number;
  /** Of these, what the collector took and then threw away. */
  rejected: number;
  /** Its own words about that. */
  remark?: string;
}

export interface Sending {
  /** @throws where the collector cannot be reached */
  post(body: string, signal?: AbortSignal): Promise<CollectorAnswer>;
  wait(ms: number): Promise<void>;
  signal?: AbortSignal | undefined;
  onSent?: ((spans: number) => void) | undefined;
}

/** OTLP specification, "Failures": only these may be tried again. */
const RETRYABLE = new Set([429, 502, 503, 504]);
const TRIES = 5;
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends a prepared recording to a collector, request by request. Ids follow from the recording: sent twice, it doubles nothing that a
 * collector keeps by id.
 * @throws CollectorError in words; whatever was sent before stays sent, and the message says how much. The reason of `signal`
 */
export async function sendOtlp(input: ExportInput, sending: Sending): Promise<Receipt> {
  const receipt: Receipt = { sent: 0, rejected: 0 };
  for (const { body, spans } of otlpRequests(input)) {
    const partial = partialSuccess(await persist(body, sending, receipt.sent));
    receipt.sent += spans;
    receipt.rejected += partial.rejected;
    if (partial.remark !== undefined) receipt.remark ??= partial.remark;
    sending.onSent?.(receipt.sent);
  }
  return receipt;
}

async function persist(body: string, { post, wait, signal }: Sending, sent: number): Promise<string> {
  for (let tried = 1; ; tried += 1) {
    signal?.throwIfAborted();
    const answer = await post(body, signal).catch((error: unknown) => {
      signal?.throwIfAborted();
      throw new CollectorError(`the collector cannot be reached${soFar(sent)}: ${messageOf(error)}`);
    });
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    if (!RETRYABLE.has(answer.status) || tried === TRIES)
      throw new CollectorError(`the collector answered ${answer.status}${soFar(sent)}${remarkOf(answer.body)}`);
    await wait(Math.min(LONGEST_WAIT_MS, secondsOf(answer.retryAfter) ?? FIRST_WAIT_MS * 2 ** (tried - 1)));
  }
}

const soFar = (sent: number): string => (sent === 0 ? '' : ` after it had taken ${sent} spans`);

/** In milliseconds; the form with a date is rare and not worth a clock that both sides share. */
function secondsOf(retryAfter: string | undefined): number | undefined {
  return retryAfter !== undefined && /^\d{1,5}$/.test(retryAfter) ? Number(retryAfter) * 1000 : undefined;
}

const LONGEST_REMARK = 200;

/** A Status of Protocol Buffers, or whatever stands there: somebody else's text, kept short. */
function remarkOf(body: string): string {
  const { message } = objectOf(body);
  const text = (typeof message === 'string' ? message : body).replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return text === '' ? '' : `: ${text.slice(0, LONGEST_REMARK)}`;
}

/** ExportTraceServiceResponse: `{"partialSuccess":{"rejectedSpans":"2","errorMessage":"…"}}`. */
function partialSuccess(body: string): { rejected: number; remark?: string } {
  const partial = objectOf(body)['partialSuccess'];
  if (typeof partial !== 'object' || partial === null) return { rejected: 0 };
  const { rejectedSpans, errorMessage } = partial as Record<string, unknown>;
  const rejected = Number(rejectedSpans ?? 0);
  return {
    rejected: Number.isSafeInteger(rejected) && rejected > 0 ? rejected : 0,
    ...(typeof errorMessage === 'string' && errorMessage !== ''
      ? { remark: errorMessage.slice(0, LONGEST_REMARK) }
      : {}),
  };
}

function objectOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
