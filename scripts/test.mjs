// npm test: makes the machine ready and runs every suite, or those that are named: npm test -- unit chromium
import { sayWhy, say } from './setup/say.mjs';
import { setUp } from './setup/setup.mjs';
import { suites } from './test/suites.mjs';

const TARGETS = ['chrome', 'firefox', 'cli', 'playwright', 'chrome-test', 'firefox-test'];

async function runSuites(names) {
  const total = { passed: 0, failed: 0, names: [] };
  const env = await setUp({ browsers: names.flatMap((name) => suites[name].browsers), targets: TARGETS });
  for (const name of names) {
    const started = Date.now();
    const { passed, failed, names: broken } = await suites[name].run(env);
    say(`${name}: ${passed} passed, ${failed} failed, ${Math.round((Date.now() - started) / 1000)} s`);
    total.passed += passed;
    total.failed += failed;
    total.names.push(...broken.map((what) => `${name}: ${what}`));
  }
  return total;
}

const named = process.argv.slice(2);
const stranger = named.find((name) => !Object.hasOwn(suites, name));
if (stranger !== undefined) {
  say(`there is no suite ${stranger}; there are ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
const { passed, failed, names } = await runSuites(named.length > 0 ? named : Object.keys(suites)).catch((error) => {
  sayWhy(error);
  return { passed: 0, failed: 1, names: [] };
});
for (const name of names) say(`failed: ${name}`);
console.log(`tests: ${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
