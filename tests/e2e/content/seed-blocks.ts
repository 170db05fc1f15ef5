import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './bundle.ts';

export interface SeedBlock {
  heading: string;
  code: string;
}

const text = readFileSync(path.join(root, 'tests/fixtures/seed/connection-architecture.md'), 'utf8');

/** The JavaScript of the seed document, block by block, each with the heading that it stands under. */
export const seedBlocks: readonly SeedBlock[] = text.split(/^#+ /m).flatMap((section) => {
  const heading = section.slice(0, section.indexOf('\n'));
  return [...section.matchAll(/^```javascript\n([\s\S]*?)^```/gm)].map(([, code = '']) => ({ heading, code }));
});

export function seedBlock(heading: string): string {
  const found = seedBlocks.filter((block) => block.heading === heading);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} blocks under ${heading}`);
  return only.code;
}

/** Expressions in backticks under a heading that read the statistics. */
export function seedExpressions(heading: string): string[] {
  const section = text.split(/^#+ /m).find((each) => each.startsWith(`${heading}\n`)) ?? '';
  return [...section.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}
