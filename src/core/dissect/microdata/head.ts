/** What the beginning of a ONE object tells: enough for a line in the list, without reading it all. */
export interface MicrodataHead {
  type: string;
  idObject: boolean;
  /** A text that shows what it is about (`text`, `name`, …), where it has one. */
  preview?: string;
}

const HEAD = /^<div(?<id> data-id-object="true")? itemscope itemtype="\/\/refin\.io\/(?<type>[^"<>]{1,120})"/;
const PREVIEW = /itemprop="(?:text|name|title|email)">(?<text>[^<]{1,400})/;
/** The preview is looked for at the beginning only. */
const LOOK = 4096;

/** undefined where the text is no ONE object. */
export function readHead(text: string): MicrodataHead | undefined {
  if (!text.startsWith('<div')) return undefined;
  const groups = HEAD.exec(text)?.groups;
  if (!groups?.['type']) return undefined;
  const preview = PREVIEW.exec(text.length > LOOK ? text.slice(0, LOOK) : text)?.groups?.['text'];
  return {
    type: groups['type'],
    idObject: groups['id'] !== undefined,
    ...(preview === undefined ? {} : { preview: unescapeHtml(preview) }),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' };

export const unescapeHtml = (text: string): string =>
  text.includes('&') ? text.replace(/&(?:lt|gt|quot|amp);/g, (entity) => ENTITIES[entity] ?? entity) : text;
