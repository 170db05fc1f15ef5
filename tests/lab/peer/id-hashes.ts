import { sha256 } from '../crypto/sha256.ts';

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

const ID_OBJECT = '<div data-id-object="true" itemscope itemtype="//refin.io/';

/** §3.1: id microdata; its SHA-256 is the id hash. */
export function personMicrodata(email: string): string {
  return `${ID_OBJECT}Person"><span itemprop="email">${escapeHtml(email)}</span></div>`;
}

export function personId(email: string): string {
  return sha256(personMicrodata(email));
}

export function instanceId(name: string, owner: string): string {
  return sha256(
    `${ID_OBJECT}Instance"><span itemprop="name">${escapeHtml(name)}</span>` +
      `<a itemprop="owner" data-type="id">${owner}</a></div>`,
  );
}
