import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FILTER_PERMISSIONS } from '../../src/core/contract/filter-permissions.ts';
import manifest from '../../manifest.json' with { type: 'json' };

export type Browser = 'chrome' | 'firefox';

/** `test` has permissions that a user would give by hand: the browser's own prompt cannot be pressed headless. */
export type Variant = 'release' | 'test';

/** Permitted in the test variant, and none of the sites that content scripts are declared for: what `grant` leads to. */
const GRANTED_FOR_TESTS = ['http://granted.test/*', 'https://granted.test/*'];

const DECLARATION = {
  run_at: 'document_start',
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
} as const;

/** The page's script, and the same with what captures Web Bluetooth, where the browser has that. */
const PAGE = 'src/content/page.iife.ts';
const WITH_BLUETOOTH = 'src/content/page-bluetooth.iife.ts';

/** manifest.json, bent to one browser: the common text names both backgrounds, and names the sites once. */
export function manifestFor(browser: Browser, variant: Variant, root: string): Record<string, unknown> {
  const { background, browser_specific_settings, minimum_chrome_version, message_serialization, incognito, ...common } =
    manifest;
  const { service_worker, scripts, type } = background;
  const own =
    browser === 'chrome'
      ? { background: { service_worker, type }, minimum_chrome_version, message_serialization, incognito }
      : // Firefox knows no `split`; there a recording of a private window would reach the disk.
        {
          background: { scripts, type },
          browser_specific_settings,
          incognito: 'not_allowed',
          optional_permissions: [...FILTER_PERMISSIONS],
        };
  return {
    ...common,
    ...own,
    ...(variant === 'test' ? { host_permissions: [...common.host_permissions, ...GRANTED_FOR_TESTS] } : {}),
    content_scripts: common.content_scripts
      .map((script) => ({
        ...script,
        js: browser === 'chrome' ? script.js.map((file) => (file === PAGE ? WITH_BLUETOOTH : file)) : script.js,
      }))
      .map((script) => ({ ...script, js: script.js.filter((file) => existsSync(join(root, file))) }))
      .filter(({ js }) => js.length > 0)
      .map((script) => ({ ...script, matches: common.host_permissions, ...DECLARATION })),
  };
}
