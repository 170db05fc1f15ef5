import type { TruthFrame } from '../truth/truth.ts';
import type { Side } from './scenario.ts';
import type { ScenarioLab } from './scenario-lab.ts';

/** Whether that side has sent or received a frame of this name, or a close with this reason. */
export function sawFrame(lab: ScenarioLab, side: Side, dir: TruthFrame['dir'], name: string): boolean {
  return entries(lab, side).some((entry) => entry.kind === 'frame' && entry.dir === dir && entry.name === name);
}

export function sawClose(lab: ScenarioLab, side: Side, reason: string, code = 1000): boolean {
  return entries(lab, side).some((entry) => entry.kind === 'close' && entry.code === code && entry.reason === reason);
}

function entries(
  lab: ScenarioLab,
  side: Side,
): ReturnType<ScenarioLab['alice']['truth']>['connections'][number]['entries'] {
  return lab[side].truth().connections.flatMap((connection) => connection.entries);
}
