import { slackAt } from '../clock/clock.ts';
import { endsOf, gapsOf, idOf, openPlaces, type Anchored, type Ends, type Filling, type Place } from './lane-gaps.ts';
import { join, MATCH } from './lane.ts';

/** No frame is under way for longer, or it does not count as certain. */
const LONGEST_WAY_MS = 10_000;

/**
 * Joins what needs no guess: the anchors, and payloads that were received as often as they were sent between two anchors. Done before the rest,
 * since it shows the clock over stretches where nothing but such payloads went.
 */
export function joinInOrder(filling: Filling, anchored: Anchored): void {
  const { lane, anchors } = anchored;
  anchors.sent.forEach((sent, at) => join(filling.mates, lane, sent, anchors.received[at] ?? 0, MATCH.payload));
  for (const [sent, received] of anchors.reordered) join(filling.mates, lane, sent, received, MATCH.reordered);
  const ends = endsOf(filling, lane);
  for (const gap of gapsOf(anchored)) {
    const received = byKey(openPlaces(ends.to, gap.received, idOf));
    for (const [id, sent] of byKey(openPlaces(ends.from, gap.sent, idOf))) {
      const others = received.get(id);
      if (!others || !isPlausible(ends, sent, others)) continue;
      sent.forEach(({ place }, at) => ends.join(place, others[at]?.place ?? 0, MATCH.payload));
    }
  }
}

function byKey(places: readonly Place[]): Map<number, Place[]> {
  const groups = new Map<number, Place[]>();
  for (const place of places) {
    const group = groups.get(place.key);
    if (group) group.push(place);
    else groups.set(place.key, [place]);
  }
  return groups;
}

/** As many, and none before it was sent nor long after: a recording that began late and one that ended early may well hold as many. */
const isPlausible = ({ clock }: Ends, sent: readonly Place[], received: readonly Place[]): boolean =>
  sent.length === received.length &&
  (!clock ||
    sent.every(({ t }, at) => {
      const way = (received[at]?.t ?? 0) - t;
      const slack = slackAt(clock, t);
      return way >= -slack && way <= LONGEST_WAY_MS + slack;
    }));
