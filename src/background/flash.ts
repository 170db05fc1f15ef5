const FLASH_MS = 2000;

export interface BadgeText {
  read(tab: number): Promise<string>;
  write(tab: number, text: string): Promise<void>;
}

export interface Flash {
  /** Says something for a moment, then what stands there otherwise; the last one said has its whole moment. */
  flash(tab: number, text: string): Promise<void>;
  /** What is to stand there: at once, or when the moment is over. */
  stand(tab: number, text: string): Promise<void>;
}

/** A tab's badge says how the page stands, and for a moment what a key has done. */
export function createFlash(badge: BadgeText): Flash {
  const shown = new Map<number, { said: string; standing: Promise<string>; timer: ReturnType<typeof setTimeout> }>();

  /** Another page takes the badge away with the old one. */
  const isThere = async (tab: number, said: string): Promise<boolean> => (await badge.read(tab)) === said;

  async function end(tab: number): Promise<void> {
    const over = shown.get(tab);
    shown.delete(tab);
    if (over && (await isThere(tab, over.said))) await badge.write(tab, await over.standing);
  }

  return {
    async flash(tab, text) {
      const earlier = shown.get(tab);
      clearTimeout(earlier?.timer);
      const standing = earlier?.standing ?? badge.read(tab);
      shown.set(tab, { said: text, standing, timer: setTimeout(() => void end(tab), FLASH_MS) });
      await standing;
      await badge.write(tab, text);
    },
    async stand(tab, text) {
      const flashing = shown.get(tab);
      if (flashing) flashing.standing = Promise.resolve(text);
      if (!flashing || !(await isThere(tab, flashing.said))) await badge.write(tab, text);
    },
  };
}
