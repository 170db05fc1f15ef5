import { createFinder } from '../reader/finder.ts';
import { createReader } from '../reader/reader.ts';
import { createRouteWatch } from '../reader/routes.ts';
import type { Room } from '../room.ts';

/** In a worker as in a window an application may hand its connections over; `seeks`: they are looked for, too. */
export function readConnections(room: Room, seeks: boolean): void {
  room.reader ??= createReader(room, createRouteWatch(room));
  if (seeks) room.finder ??= createFinder(room);
}
