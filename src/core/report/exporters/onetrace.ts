import { writeArchive } from '../../trace/archive/write.ts';
import type { Exporter } from './exporter.ts';

/** The recording itself (TRACE-FORMAT §1): whatever reads it decodes anew. */
export const onetrace: Exporter = {
  id: 'onetrace',
  name: '.onetrace',
  title: 'ONE Trace recording',
  extension: '.onetrace',
  mediaType: 'application/gzip',
  tells: 'records',
  write: ({ header, records }, signal) => writeArchive(header, records(), signal ? { signal } : {}),
};
