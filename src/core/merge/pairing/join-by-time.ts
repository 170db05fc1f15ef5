/** A frame that waits for its other half. */
export interface Waiting {
  /** Only what has the same key can be the same. */
  key: number;
  /** On a clock that both lists share. */
  t: number;
}

/**
 * Joins what was received with what was sent, in order: each with the latest of its key that had been sent by then, from the last one back,
 * so that what is left over is what took longest to arrive, which is to say never did. Linear.
 * @param slack milliseconds by which the shared clock may be wrong; Infinity where there is none, and order alone decides
 * @returns index pairs, the last first
 */
export function latestBefore(
  sent: readonly Waiting[],
  received: readonly Waiting[],
  slack: number,
): [sent: number, received: number][] {
  const stacks = new Map<number, number[]>();
  sent.forEach(({ key }, at) => {
    const stack = stacks.get(key);
    if (stack) stack.push(at);
    else stacks.set(key, [at]);
  });
  const pairs: [number, number][] = [];
  let limit = sent.length;
  for (let at = received.length - 1; at >= 0; at--) {
    const { key, t } = received[at] ?? { key: 0, t: 0 };
    const stack = stacks.get(key) ?? [];
    let top = stack.pop();
    while (top !== undefined && (top >= limit || (sent[top]?.t ?? 0) > t + slack)) top = stack.pop();
    if (top === undefined) continue;
    limit = top;
    pairs.push([top, at]);
  }
  return pairs;
}

/**
 * Joins what was received with what was sent, in order: each with the earliest of its key that had been sent by then and not more than `window`
 * milliseconds before. A frame that is damaged ends most connections, so what is left over came after it. Linear.
 * @param slack milliseconds by which the shared clock may be wrong
 * @returns index pairs, the first first
 */
export function earliestWithin(
  sent: readonly Waiting[],
  received: readonly Waiting[],
  slack: number,
  window: number,
): [sent: number, received: number][] {
  const queues = new Map<number, { places: number[]; next: number }>();
  sent.forEach(({ key }, at) => {
    const queue = queues.get(key);
    if (queue) queue.places.push(at);
    else queues.set(key, { places: [at], next: 0 });
  });
  const pairs: [number, number][] = [];
  let after = -1;
  received.forEach(({ key, t }, at) => {
    const queue = queues.get(key);
    if (!queue) return;
    const tooEarly = (place: number): boolean => place <= after || (sent[place]?.t ?? 0) < t - window;
    while (queue.next < queue.places.length && tooEarly(queue.places[queue.next] ?? 0)) queue.next += 1;
    const place = queue.places[queue.next];
    if (place === undefined || (sent[place]?.t ?? 0) > t + slack) return;
    queue.next += 1;
    after = place;
    pairs.push([place, at]);
  });
  return pairs;
}
