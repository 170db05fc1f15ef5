import { createReader } from './reader/reader.ts';
import { createRouteWatch } from './reader/routes.ts';
import { enterRoom } from './room.ts';
import { createSampler } from './sampler.ts';

const room = enterRoom();
const routes = createRouteWatch(room);
room.reader ??= createReader(room, routes);
if (room.sampler === undefined) {
  room.sampler = createSampler(room, routes.look);
  room.sampler.wake();
}
