import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/**
 * The built extension under test: the variant whose manifest holds the permissions that a headless browser cannot be asked for, or that which
 * users get. ONE_TRACE_EXTENSION names another folder.
 */
export function extensionDir(browser: 'chrome' | 'firefox', variant: 'test' | 'release' = 'test'): string {
  const folder = process.env['ONE_TRACE_EXTENSION'] ?? `${dist}/${browser}${variant === 'test' ? '-test' : ''}`;
  if (!existsSync(`${folder}/manifest.json`))
    throw new Error(`no built extension in ${folder}: run npm run build first`);
  return folder;
}
