/** Functions that are measured inside the panel's page: each stands alone, since only its text goes there. */

/** Clicks what `selector` names and waits for the first message: milliseconds until then, and until the whole is read. */
export function openRecording(selector: string): Promise<{ first: number; whole: number }> {
  const option = document.querySelector<HTMLElement>(selector);
  if (!option) throw new Error(`nothing to open at ${selector}`);
  const start = performance.now();
  option.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  return new Promise((resolve) => {
    let first: number | undefined;
    const look = (): void => {
      if (document.querySelector('[role=grid] [role=row][id]')) first ??= performance.now() - start;
      const status = document.querySelector('footer')?.textContent ?? '';
      if (first !== undefined && !status.includes('reading')) resolve({ first, whole: performance.now() - start });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

/** Types a filter; milliseconds until the list shows its count. */
export function filterFor({ text, expected }: { text: string; expected: string }): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('input[role=combobox]')!;
  input.focus();
  input.value = text;
  const start = performance.now();
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return new Promise((resolve) => {
    const look = (): void => {
      if ((document.querySelector('footer')?.textContent ?? '').includes(expected)) resolve(performance.now() - start);
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** Scrolls through the whole list in `steps` frames; the longest task meanwhile in milliseconds, 0 where none was above 50. */
export async function scrollThrough(steps: number): Promise<number> {
  const grid = document.querySelector('[role=grid]')!;
  const scroller = [grid, ...grid.querySelectorAll('*')].find((each) => each.scrollHeight > each.clientHeight + 100)!;
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  });
  observer.observe({ type: 'longtask' });
  for (let i = 1; i <= steps; i += 1) {
    scroller.scrollTop = (scroller.scrollHeight * i) / steps;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  observer.disconnect();
  return longest;
}
