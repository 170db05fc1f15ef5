// npm run bench [-- ROW …] [--quick]: what ONE Trace costs, side by side with the bare thing, as a table and as bench-output/bench.json.
import { join } from 'node:path';
import { loadBench } from './bench/bundle.mjs';
import { say, sayWhy } from './setup/say.mjs';
import { root } from './setup/root.mjs';
import { setUp } from './setup/setup.mjs';

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const scale = args.includes('--quick') ? 0.1 : 1;
try {
  Object.assign(
    process.env,
    await setUp({ browsers: ['chromium', 'firefox'], targets: ['chrome-test', 'firefox-test', 'cli'] }),
  );
  const output = join(root, 'bench-output');
  const { runBench } = await loadBench(join(output, 'build'));
  const { missed, failed } = await runBench({ names, scale, say, output, root });
  // A missed gate is a figure to read, not a broken program: --strict makes it an exit status. A row that broke is one.
  if (failed.length > 0 || (missed > 0 && args.includes('--strict'))) process.exitCode = 1;
} catch (error) {
  sayWhy(error);
  process.exitCode = 1;
}
