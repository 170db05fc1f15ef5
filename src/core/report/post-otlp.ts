import type { Collector } from './collector.ts';
import type { Sending } from './send-otlp.ts';

const LONGEST_ANSWER = 64 * 1024;

/** Posts to a collector with fetch(), which browsers and Node have alike. A redirect is an error: it would lead the session elsewhere. */
export const postTo =
  ({ url, headers }: Collector): Sending['post'] =>
  async (body, signal) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body,
      redirect: 'error',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      ...(signal ? { signal } : {}),
    });
    const answer = (await response.text()).slice(0, LONGEST_ANSWER);
    return { status: response.status, body: answer, retryAfter: response.headers.get('Retry-After') ?? undefined };
  };

/** A pause that ends early, with its reason, where `signal` says so. */
export const pause =
  (signal?: AbortSignal): Sending['wait'] =>
  (ms) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal?.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          reject(signal.reason as Error);
        },
        { once: true },
      );
    });
