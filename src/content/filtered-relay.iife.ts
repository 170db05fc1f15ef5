import { bringFilter } from './relay/filter-room.ts';
import { createFilteredWorkers } from './relay/filtered-workers.ts';

bringFilter(createFilteredWorkers);
