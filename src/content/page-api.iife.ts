import { createReader } from './reader/reader.ts';
import { enterRoom } from './room.ts';

const room = enterRoom();
room.reader ??= createReader(room);
