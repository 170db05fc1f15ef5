import browser from 'webextension-polyfill';
import { collectorPermissions } from '../core/contract/collector-permissions.ts';
import { FILTER_PERMISSIONS } from '../core/contract/filter-permissions.ts';
import { grantTarget, type GrantTarget } from './target.ts';
import { grantWords } from './words.ts';

const target = grantTarget(location.hash);
const words = grantWords(target);
const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`grant.html has no #${id}`);
  return found;
};
const say = (text: string): void => {
  element('result').textContent = text;
};
const allow = element('allow') as HTMLButtonElement;

element('title').textContent = words.title;
element('reason').textContent = words.reason;
allow.textContent = words.allow;
if (!target) {
  say('This page was opened without the address of a site. Open it from the ONE tab of the developer tools.');
}

allow.addEventListener('click', () => {
  if (!target) return;
  // Must be asked inside the click: after an await the browser refuses.
  browser.permissions.request(wanted(target)).then(
    (granted) => say(granted ? words.allowed : words.refused),
    (reason: unknown) => say(`The browser refused to ask: ${String(reason)}`),
  );
});
// Only now a press is heard.
allow.disabled = target === undefined;
element('close').addEventListener('click', () => window.close());

/** A match pattern names no port here: it means all of them. */
function wanted({ purpose, origin }: GrantTarget): browser.Permissions.Permissions {
  if (purpose === 'filter') return { permissions: [...FILTER_PERMISSIONS] };
  const { origins, ...more } = collectorPermissions(origin, browser.runtime.getManifest());
  return purpose === 'site' ? { origins } : { origins, ...more };
}
