import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };

const root = join(import.meta.dirname, '../..');

/** Names of XML, and the example of an address that a user may type: nobody fetches them. */
const NAMES = /^http:\/\/www\.w3\.org\/(2000\/svg|1999\/xhtml|1998\/Math\/MathML)$|^https:\/\/collector\.example$/;

const scriptsOf = (folder: string): { file: string; text: string }[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(js|mjs|html)$/.test(file))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));

describe('what is shipped', () => {
  test('has no permission that docs/permissions.md does not explain', () => {
    const docs = readFileSync(join(root, 'docs/permissions.md'), 'utf8');
    const unexplained = [...manifest.permissions, ...manifest.optional_host_permissions].filter(
      (permission) => !docs.includes(`\`${permission}\``),
    );
    expect(unexplained).toEqual([]);
  });

  test('runs its pages under a policy that takes code from itself alone', () => {
    const policy = manifest.content_security_policy.extension_pages;
    for (const directive of ["default-src 'self'", "script-src 'self'", "object-src 'none'"])
      expect(policy.split('; ')).toContain(directive);
    expect(policy).not.toContain('unsafe');
  });

  test('says that it collects nothing unless the user sends it', () => {
    const { data_collection_permissions } = manifest.browser_specific_settings.gecko;
    expect(data_collection_permissions).toEqual({ required: ['none'], optional: ['websiteContent'] });
  });

  for (const browser of ['chrome', 'firefox'])
    // `npm test` builds first; a check without a build has nothing to look at.
    describe.skipIf(!existsSync(join(root, 'dist', browser)))(`built for ${browser}`, () => {
      const scripts = () => scriptsOf(join(root, 'dist', browser));

      test('makes no code out of text', () => {
        expect(scripts().length).toBeGreaterThan(5);
        const made = /\beval\(|\bnew Function\b|[^.\w]Function\(/;
        expect(scripts().flatMap(({ file, text }) => (made.test(text) ? [file] : []))).toEqual([]);
      });

      test('names no address to load something from', () => {
        const found = scripts().flatMap(({ file, text }) =>
          [...text.matchAll(/https?:\/\/[\w.-]+\.\w+[\w./-]*/g)].map(([url]) => `${file}: ${url}`),
        );
        expect(found.filter((line) => !NAMES.test(line.slice(line.indexOf(': ') + 2)))).toEqual([]);
      });
    });
});
