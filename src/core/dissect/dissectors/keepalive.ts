import type { Content } from '../content.ts';

const WORD = 'keepalive';

/** What the keepalive layer (PROTOCOL §2.5) makes of a string: its own word, or the string with its escape undone. */
export type Keepalive = { kind: 'keepalive' } | { kind: 'passed'; escaped: boolean };

export function readKeepalive(text: string): Keepalive {
  if (text === WORD) return { kind: 'keepalive' };
  return { kind: 'passed', escaped: text.startsWith(WORD) };
}

export const keepalive = (): Content => ({
  layers: ['keepalive'],
  name: 'keepalive',
  phase: 'keepalive',
  summary: 'sign of life',
  open: true,
  facts: [{ kind: 'keepalive' }],
  nodes: () => [
    { layer: 'keepalive', title: 'Keepalive', summary: 'sign of life, swallowed here', view: 'plain', fields: [] },
  ],
});
