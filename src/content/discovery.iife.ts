import { createFinder } from './reader/finder.ts';
import { enterRoom } from './room.ts';

const room = enterRoom();
if (room.finder === undefined) {
  room.finder = createFinder(room);
  if ((room.hook?.searching() ?? 0) > 0) room.finder.seek(true);
}
