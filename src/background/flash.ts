const FLASH_MS = 2000;

export interface BadgeText {
  read(tab: number): Promise<string>;
  write(tab: number, text: string): Promise<void>;
}

/** Says something on a tab's badge for a moment, then what stood there before; the last one said stands its whole moment. */
export function createFlash(badge: BadgeText): (tab: number, text: string) => Promise<void> {
  const shown = new Map<number, { before: Promise<string>; timer: ReturnType<typeof setTimeout> }>();

  async function end(tab: number, text: string): Promise<void> {
    const before = shown.get(tab)?.before;
    shown.delete(tab);
    // Who has written since knows better.
    if (before !== undefined && (await badge.read(tab)) === text) await badge.write(tab, await before);
  }

  return async (tab, text) => {
    const earlier = shown.get(tab);
    clearTimeout(earlier?.timer);
    const before = earlier?.before ?? badge.read(tab);
    shown.set(tab, { before, timer: setTimeout(() => void end(tab, text), FLASH_MS) });
    await before;
    await badge.write(tab, text);
  };
}
