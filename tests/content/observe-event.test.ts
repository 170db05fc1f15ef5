import { afterEach, beforeEach, expect, it, vi } from 'vitest';

// The natives are taken when their module loads.
beforeEach(() => void vi.resetModules());
afterEach(() => void vi.restoreAllMocks());

it('takes away the listener that it added, and adds none for it', async () => {
  // Only told: Node's own cannot take away by the flag that browsers know.
  const add = vi.spyOn(EventTarget.prototype, 'addEventListener').mockReturnValue();
  const remove = vi.spyOn(EventTarget.prototype, 'removeEventListener').mockReturnValue();
  const { observeEvent } = await import('../../src/content/observe-event.ts');
  const observer = observeEvent(new EventTarget(), 'word', () => undefined);
  observer.listen();
  observer.undo();
  expect(add).toHaveBeenCalledOnce();
  expect(remove.mock.calls).toEqual(add.mock.calls);
  expect(remove.mock.contexts).toEqual(add.mock.contexts);
});
