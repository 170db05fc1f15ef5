import { IN_MEMORY, type DecoderCommand, type DecoderEvent } from '../../core/contract/decoder.ts';
import { importLocks } from './import-locks.ts';
import { openReaderStore } from './reader-store.ts';
import { serveDecoder } from './decoder.ts';
import { sweepScratch } from './scratch.ts';
import { workerChannel, workerName } from './worker-scope.ts';

/** Storage may be refused to a page, or not be wanted: then files are kept in memory. */
const store = workerName() === IN_MEMORY ? undefined : openReaderStore();

void sweepScratch();
serveDecoder(workerChannel<DecoderEvent, DecoderCommand>(), { store, locks: importLocks() });
