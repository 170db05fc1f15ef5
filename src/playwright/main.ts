import { oneTraceFixtures } from './fixture.ts';
import { recordOneTraffic } from './record-context.ts';

export { oneTraceFixtures, recordOneTraffic };
