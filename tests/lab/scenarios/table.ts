import { chats } from './chats.ts';
import { chumFaults } from './chum-faults.ts';
import { faultyAcceptor } from './faulty-acceptor.ts';
import { messages } from './messages.ts';
import { outages } from './outages.ts';
import { pairings } from './pairings.ts';
import { refusedDials } from './refused-dials.ts';
import { routes } from './routes.ts';
import type { Scenario } from './scenario.ts';
import { seedDialect } from './seed-dialect.ts';
import { serverRefusals } from './server-refusals.ts';
import { stalledDials } from './stalls.ts';
import { wireFaults } from './wire-faults.ts';

export const scenarios: readonly Scenario[] = [
  ...chats,
  ...messages,
  ...routes,
  ...serverRefusals,
  ...refusedDials,
  ...faultyAcceptor,
  ...stalledDials,
  ...pairings,
  ...chumFaults,
  ...wireFaults,
  ...outages,
  ...seedDialect,
];
