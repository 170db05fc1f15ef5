import { IN_MEMORY } from '../../core/contract/decoder.ts';
import type { PairCommand, PairEvent } from '../../core/contract/two-recordings.ts';
import { openReaderStore } from './reader-store.ts';
import { serveTwoRecordings } from './two-recordings.ts';
import { workerChannel, workerName } from './worker-scope.ts';

const store = workerName() === IN_MEMORY ? undefined : openReaderStore();
serveTwoRecordings(workerChannel<PairEvent, PairCommand>(), store);
