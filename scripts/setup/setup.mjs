import { ensureBrowsers } from './browsers.mjs';
import { ensureBuilt } from './build.mjs';
import { ensureNode } from './node.mjs';
import { ensurePackages } from './packages.mjs';

/** Makes the machine ready; gives the environment for what is started next. Uses nothing but Node, because it may all be missing. */
export async function setUp({ browsers, targets }) {
  ensureNode();
  await ensurePackages();
  const env = await ensureBrowsers(browsers);
  await ensureBuilt(targets);
  return env;
}
