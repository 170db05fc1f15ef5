import type { RedactionLevel } from './level.ts';
import type { StandIns } from './stand-ins.ts';

/** What every part of a redaction needs to know. */
export interface Mask {
  level: Exclude<RedactionLevel, 'none'>;
  standIns: StandIns;
}
