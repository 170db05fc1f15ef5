import { firefoxSubject } from './firefox-subject.ts';
import { killedInMidCapture } from './killed-in-mid-capture.ts';
import { test } from './test.ts';

test('Firefox is killed in mid-capture and started again: what was on disk is there, and nothing twice', async ({
  lab,
}) => {
  const subject = await firefoxSubject();
  await killedInMidCapture(subject, lab, 'firefox');
  await subject.close();
});
