import browser from 'webextension-polyfill';

// Leading slash: Chromium resolves from the extension's root, Firefox from this page (PLATFORM §1).
await browser.devtools.panels.create('ONE', '/icons/icon-32.png', '/src/devtools/panel.html');
