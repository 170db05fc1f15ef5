import type { Lab } from '../../lab/server.ts';
import { countTruth } from './count-truth.ts';
import { mirrored } from './mirror.ts';
import { tell } from './outcomes.ts';
import { wireOfRecords } from './recordings.ts';
import type { Subject } from './subject.ts';
import { expect } from './test.ts';
import { countOf, startTraffic } from './traffic.ts';

/** Kills the browser while frames come: what was on disk is the beginning of what the peer saw, and the next life records as ever. */
export async function killedInMidCapture(subject: Subject, lab: Lab): Promise<void> {
  await subject.engine.goto(lab.pageUrl);
  const first = await startTraffic(lab, subject.engine.ask);
  await first.exchange(500);
  const before = countOf(await first.truth());
  await expect.poll(async () => (await subject.disk())[0]?.row.frames ?? 0).toBeGreaterThanOrEqual(before);
  const busy = first.exchange(100_000).catch(() => undefined);
  await expect.poll(() => countTruth(first.peer.truth())).toBeGreaterThan(before + 500);
  await subject.killAndRestart();
  await busy;

  await expect.poll(async () => (await subject.disk())[0]?.row.ended).toBe(true);
  const [old] = await subject.disk();
  const kept = wireOfRecords(old?.records ?? []);
  expect(countOf(kept)).toBe(old?.row.frames);
  expect(countOf(kept)).toBeGreaterThanOrEqual(before);
  expect(mirrored(kept, first.peer.truth()).map(({ same }) => same)).toEqual([true, true]);

  await subject.engine.goto(lab.pageUrl);
  const second = await startTraffic(lab, subject.engine.ask);
  await second.exchange(100);
  await subject.engine.ask('close');
  const wanted = await second.truth();
  const fresh = async () => wireOfRecords((await subject.disk())[1]?.records ?? []);
  await expect.poll(async () => countOf(await fresh())).toBe(countOf(wanted));
  // What is told is the next life: how much of the first was sent died with the page.
  tell({ browser: subject.browser, sent: countOf(wanted), recorded: countOf(await fresh()), lost: 0 });
  expect(await fresh()).toEqual(wanted);
}
