import { enterRoom } from './room.ts';

/** Registered where the user lets scripts of workers be filtered: what such a worker holds comes by another way. */
enterRoom().filtered = true;
