import { describe, expect, it } from 'vitest';
import { chainSteps, readChain, type Chain, type ChainStep } from '../../../src/content/reader/chain.ts';

const plugins = Object.fromEntries(
  ['websocket', 'statistics', 'encryption', 'keepalive', 'promise'].map((name) => [name, { name }]),
);
const chain = (...names: string[]): Chain => ({ names, plugins: names.map((name) => plugins[name] ?? { name }) });

function steps(before: Chain, after: Chain): string[] {
  const list: ChainStep[] = [];
  chainSteps(before, after, (step) => list.push(step));
  return list.map(({ event, name, order }) => `${event} ${name}: ${order.join(' ')}`);
}

describe('changes of a plugin chain', () => {
  it('are told one plugin at a time, with the order after each', () => {
    expect(steps(chain(), chain('websocket', 'promise'))).toEqual([
      'add websocket: websocket',
      'add promise: websocket promise',
    ]);
    expect(
      steps(chain('websocket', 'statistics', 'promise'), chain('websocket', 'encryption', 'keepalive', 'promise')),
    ).toEqual([
      'remove statistics: websocket promise',
      'add encryption: websocket encryption promise',
      'add keepalive: websocket encryption keepalive promise',
    ]);
  });

  it('tell a plugin from another of its name', () => {
    const before = chain('websocket', 'promise');
    const after: Chain = { names: ['websocket', 'promise'], plugins: [before.plugins[0] ?? {}, { name: 'promise' }] };
    expect(steps(before, after)).toEqual(['remove promise: websocket', 'add promise: websocket promise']);
  });
});

describe('reading a chain', () => {
  it('refuses what holds anything but plugins with names', () => {
    expect(readChain([plugins['websocket']])?.names).toEqual(['websocket']);
    for (const bad of [
      [{}],
      [{ name: 5 }],
      [null],
      [{ name: 'x'.repeat(65) }],
      Array.from({ length: 33 }, () => plugins['promise']),
      5,
      undefined,
    ]) {
      expect(readChain(bad)).toBeUndefined();
    }
  });

  it('does not run accessors', () => {
    const trap = Object.defineProperty({}, 'name', { get: () => expect.fail('a getter ran') });
    expect(readChain([trap])).toBeUndefined();
  });
});
