import type { Lab } from '../../lab/server.ts';
import type { Subject } from './subject.ts';
import { test } from './test.ts';

type Strike = (subject: Subject, lab: Lab) => Promise<void>;

/** The same fault in both browsers, two tests; only Chromium's is ever among the quick ones. */
export function inBothBrowsers(title: string, strike: Strike): void {
  inChromium(title, strike);
  test(`Firefox: ${title.replace(/ *@quick$/, '')}`, ({ firefox, lab }) => strike(firefox, lab));
}

export function inChromium(title: string, strike: Strike): void {
  test(title, ({ subject, lab }) => strike(subject, lab));
}
