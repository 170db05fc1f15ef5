import { createReader } from './reader/reader.ts';
import { enterRoom } from './room.ts';
import { createSampler } from './sampler.ts';

const room = enterRoom();
room.reader ??= createReader(room);
if (room.sampler === undefined) {
  room.sampler = createSampler(room);
  room.sampler.wake();
}
