import browser from 'webextension-polyfill';

void browser.action.setBadgeText({ text: '' });
