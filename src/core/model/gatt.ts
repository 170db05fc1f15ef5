import type { ConnectionState } from './connection-state.ts';
import type { MilestoneKind } from './milestones.ts';
import type { FrameMark } from './proof.ts';

/** Messages over GATT (PROTOCOL §11) that carry what people or devices have for each other, and not what keeps them connected. */
const DATA =
  /^(?:lama\.(?:text|binary)|journal\.(?:request|response|ack)|esp32\.(?:certificate-sync|profile-sync|data))$/;

export const carriesData = (name: string): boolean => DATA.test(name);

/** The first message over GATT whose name fits, in either direction. */
export function firstOfGatt({ said }: ConnectionState, fits: (name: string) => boolean): FrameMark | undefined {
  let found: FrameMark | undefined;
  for (const milestones of [said.in, said.out]) {
    for (const [kind, { first }] of milestones) {
      const name = nameOf(kind as MilestoneKind);
      if (name !== undefined && fits(name) && (found === undefined || first.seq < found.seq)) found = first;
    }
  }
  return found;
}

const PREFIX = 'gatt:';

const nameOf = (kind: MilestoneKind): string | undefined =>
  kind.startsWith(PREFIX) ? kind.slice(PREFIX.length) : undefined;
