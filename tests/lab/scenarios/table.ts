import { relayChat } from './relay-chat.ts';
import type { Scenario } from './scenario.ts';

export const scenarios: readonly Scenario[] = [relayChat];
