import browser from 'webextension-polyfill';
import { grantTarget } from './target.ts';

const target = grantTarget(location.hash);
const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`grant.html has no #${id}`);
  return found;
};
const say = (text: string): void => {
  element('result').textContent = text;
};
const allow = element('allow') as HTMLButtonElement;

element('host').textContent = target?.host ?? 'this site';
if (!target) {
  allow.disabled = true;
  say('This page was opened without the address of a site. Open it from the ONE tab of the developer tools.');
}

allow.addEventListener('click', () => {
  if (!target) return;
  // Must be asked inside the click: after an await the browser refuses.
  browser.permissions.request({ origins: [target.pattern] }).then(
    (granted) =>
      say(
        granted
          ? `Allowed. Reload ${target.host} to record from the start.`
          : 'Not allowed; nothing is recorded there.',
      ),
    (reason: unknown) => say(`The browser refused to ask: ${String(reason)}`),
  );
});
element('close').addEventListener('click', () => window.close());
