import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { extensionDir } from '../extension-dir.ts';

/**
 * The gate is 20 kB for hook and relay together (`npm run bench -- idle` prints it as missed). What was reached is the budget, with 2 % of
 * room, so that neither they nor the scripts beside them grow unnoticed.
 */
const BUDGET = {
  'hook.iife.js': 25_750,
  'relay.iife.js': 18_600,
  'webrtc.iife.js': 14_100,
  'bluetooth.iife.js': 14_200,
  'page-api.iife.js': 10_690,
  'errors.iife.js': 4_490,
};

for (const [name, budget] of Object.entries(BUDGET))
  test(`${name} stays within its ${budget} bytes`, async () => {
    const { length } = await readFile(join(extensionDir('chrome'), 'src/content', name));
    expect(length).toBeLessThanOrEqual(budget);
    // A budget that is far away bounds nothing.
    expect(length).toBeGreaterThan(budget * 0.9);
  });
