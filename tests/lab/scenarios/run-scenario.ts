import type { Scenario, ScenarioResult } from './scenario.ts';
import { createScenarioLab } from './scenario-lab.ts';

export async function runScenario(scenario: Scenario): Promise<ScenarioResult> {
  const lab = createScenarioLab();
  try {
    return await scenario.run(lab);
  } finally {
    await lab.cleanUp();
  }
}
