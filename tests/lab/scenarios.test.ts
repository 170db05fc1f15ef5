import { describe, expect, test } from 'vitest';
import { runScenario } from './scenarios/run-scenario.ts';
import { scenarios } from './scenarios/table.ts';

describe.each(scenarios)('$name', (scenario) => {
  test('runs', async () => {
    const result = await runScenario(scenario);
    console.log(result.truth.alice.connections.map(c=>c.conn+'\n'+c.entries.map(e=>e.kind==='frame'?[e.dir,e.size,e.name,e.layers,e.phase,e.counter].join(' '):JSON.stringify(e)).join('\n')).join('\n'));
    expect(result).toBeTruthy();
  });
});
