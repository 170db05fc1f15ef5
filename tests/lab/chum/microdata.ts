import { escapeHtml } from '../peer/id-hashes.ts';

export type Microdata = string;

const OBJECT = '<div itemscope itemtype="//refin.io/';

export function chatMessage(
  text: string,
  sender: string,
  attachment?: { kind: 'blob' | 'clob'; hash: string },
): Microdata {
  const link = attachment
    ? `<ul itemprop="attachments"><li><a data-type="${attachment.kind}">${attachment.hash}</a></li></ul>`
    : '';
  return (
    `${OBJECT}ChatMessage"><span itemprop="text">${escapeHtml(text)}</span>` +
    `<a itemprop="sender" data-type="id">${sender}</a>${link}</div>`
  );
}

export function creationTime(timestamp: number, data: string): Microdata {
  return (
    `${OBJECT}CreationTime"><span itemprop="timestamp">${timestamp}</span>` +
    `<a itemprop="data" data-type="obj">${data}</a></div>`
  );
}

export function channelInfoId(id: string): Microdata {
  return (
    '<div data-id-object="true" itemscope itemtype="//refin.io/ChannelInfo">' +
    `<span itemprop="id">${escapeHtml(id)}</span></div>`
  );
}

export function channelInfo(id: string, head?: string): Microdata {
  const link = head === undefined ? '' : `<a itemprop="head" data-type="obj">${head}</a>`;
  return `${OBJECT}ChannelInfo"><span itemprop="id">${escapeHtml(id)}</span>${link}</div>`;
}

export function versionNodeEdge(data: string, time: number): Microdata {
  return (
    `${OBJECT}VersionNodeEdge"><a itemprop="data" data-type="obj">${data}</a>` +
    `<span itemprop="depth">0</span><span itemprop="creationTime">${time}</span></div>`
  );
}

export function typeOf(microdata: Microdata): string {
  return /itemtype="\/\/refin\.io\/(\w+)"/.exec(microdata)?.[1] ?? '';
}

export function textOf(microdata: Microdata): string {
  const text = /<span itemprop="text">([^<]*)<\/span>/.exec(microdata)?.[1] ?? '';
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

export type ChildType = 'object' | 'id' | 'blob' | 'clob';

export interface Child {
  readonly type: ChildType;
  readonly hash: string;
}

export function linksOf(microdata: Microdata): Child[] {
  return [...microdata.matchAll(/data-type="(obj|id|blob|clob)">([0-9a-f]{64})</g)].map(([, type, hash]) => ({
    type: type === 'obj' ? 'object' : (type as ChildType),
    hash: hash ?? '',
  }));
}
