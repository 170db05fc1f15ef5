import { watchErrors } from './errors/watch-errors.ts';
import { enterRoom } from './room.ts';

const room = enterRoom();
if (room.errors === undefined) {
  room.errors = watchErrors(room);
  room.errors.listen();
}
