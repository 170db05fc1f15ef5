import type { Scenario } from './scenario.ts';

export const relayChat: Scenario = {
  name: 'relay-chat',
  story: 'Alice pairs with Bob over the comm server, both sync, and they chat.',
  healthy: true,
  expectedFindings: [
    { code: 'route.stopped', side: 'alice' },
    { code: 'route.stopped', side: 'bob' },
  ],
  closes: [
    { side: 'alice', reason: 'Close called: Corresponding route was stopped' },
    { side: 'bob', reason: 'Close called: Corresponding route was stopped' },
    { side: 'bob', reason: 'Close called.' },
  ],
  async run(lab) {
    await lab.startPaired();
    lab.alice.chat.say('Hello Bob, how are you?');
    await lab.bob.chat.waitFor('Hello Bob, how are you?');
    lab.bob.chat.say('Fine, thanks <3 & you?');
    await lab.alice.chat.waitFor('Fine, thanks <3 & you?');
    lab.alice.chat.say('Shall we meet at eight?');
    await lab.bob.chat.waitFor('Shall we meet at eight?');
    return lab.end();
  },
};
