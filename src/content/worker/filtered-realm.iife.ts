import type { FilteredStart } from '../../core/contract/worker-channel.ts';
import { startHook } from '../hook.ts';
import { readConnections } from './read-connections.ts';
import { enterRoom } from '../room.ts';
import { filteredHost } from './filtered-host.ts';

/** A parameter of the function that the build puts around this script (scripts/build/prelude.ts). */
declare const oneTraceStart: FilteredStart;

const room = enterRoom();
// Each module that a module worker imports comes with this script, and the first one that runs is the first to be here.
if (room.hook === undefined) {
  room.filtered = true;
  // Their scripts, too, go through the filter, or were made in the worker.
  room.workers = { start: () => 'own origin', shared: () => 'no way in' };
  startHook(room, filteredHost(oneTraceStart));
  readConnections(room, oneTraceStart.seeks);
}
