import { killedInMidCapture } from './killed-in-mid-capture.ts';
import { test } from './test.ts';

test('the browser is killed in mid-capture and started again: what was on disk is there, and nothing twice @quick', ({
  subject,
  lab,
}) => killedInMidCapture(subject, lab));
