import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MOMENTS } from '../e2e/matrix/cells.ts';
import { coverageTable } from '../e2e/matrix/table.ts';

const doc = readFileSync(new URL('../../docs/coverage.md', import.meta.url), 'utf8');

describe('the table of what is seen', () => {
  it('stands in docs/coverage.md as the matrix test has it', () => {
    expect(/<!-- matrix -->\n\n([^]*?)\n\n<!-- \/matrix -->/.exec(doc)?.[1]).toBe(coverageTable());
  });

  it('names only proofs that there are', () => {
    for (const file of MOMENTS.flatMap(({ proof }) => proof))
      expect(existsSync(new URL(`../e2e/${file}`, import.meta.url)), file).toBe(true);
  });
});
