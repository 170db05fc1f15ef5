import { killedInMidCapture } from './killed-in-mid-capture.ts';
import { test } from './test.ts';

test('Firefox is killed in mid-capture and started again: what was on disk is there, and nothing twice', ({
  firefox,
  lab,
}) => killedInMidCapture(firefox, lab));
