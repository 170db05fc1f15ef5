import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('../../fixtures/seed/connection-architecture.md', import.meta.url), 'utf8');

export interface SeedSection {
  heading: string;
  /** Points of its lists, without marker. */
  points: string[];
  /** Lines of its code blocks. */
  code: string[];
}

/** The sections of the seed document that hold a list or a code block. */
export const seedSections: readonly SeedSection[] = text.split(/^#+ /m).flatMap((section): SeedSection[] => {
  const [title = '', ...lines] = section.split('\n');
  const heading = title.trim();
  const found: SeedSection = { heading, points: [], code: [] };
  let isCode = false;
  for (const line of lines) {
    if (line.startsWith('```')) isCode = !isCode;
    else if (isCode) found.code.push(line);
    else if (/^(- |\d+\. )/.test(line)) found.points.push(line.replace(/^(- |\d+\. )/, ''));
  }
  return found.points.length + found.code.length > 0 ? [found] : [];
});

export function seedSection(heading: string): SeedSection {
  const found = seedSections.filter((section) => section.heading === heading);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} sections ${heading}`);
  return only;
}
