import { getter } from '../core/trace/captured.ts';
import source from './worker/worker-realm.iife.ts?script';
import { enterRoom } from './room.ts';
import { createWorkers } from './worker/workers.ts';

const baseOf = getter(Node.prototype, 'baseURI');
const room = enterRoom();
if (typeof Worker === 'function') room.workers ??= createWorkers(room, source, () => baseOf(document));
