import { IN_MEMORY } from '../../core/contract/decoder.ts';
import type { PairCommand, PairEvent } from '../../core/contract/two-recordings.ts';
import { openTraceStore } from '../../core/trace/store-idb.ts';
import { serveTwoRecordings } from './two-recordings.ts';
import { workerChannel, workerName } from './worker-scope.ts';

const store = workerName() === IN_MEMORY || typeof indexedDB === 'undefined' ? undefined : openTraceStore();
serveTwoRecordings(workerChannel<PairEvent, PairCommand>(), store);
