import { describe, expect, it } from 'vitest';
import { createInOrder } from '../../src/content/in-order.ts';

describe('tasks in order', () => {
  it('run at once while nothing waits', () => {
    const log: string[] = [];
    createInOrder().run(() => log.push('a'));
    expect(log).toEqual(['a']);
  });

  it('wait for the places before them, whatever order these are filled in', () => {
    const log: string[] = [];
    const order = createInOrder();
    const first = order.hold();
    order.run(() => log.push('b'));
    const second = order.hold();
    order.run(() => log.push('d'));
    second(() => log.push('c'));
    expect([log, order.isWaiting]).toEqual([[], true]);
    first(() => log.push('a'));
    expect([log, order.isWaiting]).toEqual([['a', 'b', 'c', 'd'], false]);
    order.run(() => log.push('e'));
    expect(log.at(-1)).toBe('e');
  });

  it('take the first task of a place only', () => {
    const log: string[] = [];
    const place = createInOrder().hold();
    place(() => log.push('once'));
    place(() => log.push('twice'));
    expect(log).toEqual(['once']);
  });
});
