/** Recordings in memory have numbers that none on disk will reach: whoever knows a number knows where it is. */
const FIRST = 2 ** 40;

export const isInMemory = (id: number): boolean => id >= FIRST;

/** Numbers of one life of the background begin above those of the life before. */
export const firstMemoryId = (now: number): number => FIRST + now;
