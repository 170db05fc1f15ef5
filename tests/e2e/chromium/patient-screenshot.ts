import type { Page } from 'playwright';

const PATIENCE = 8_000;
const TRIES = 4;

/**
 * A picture of a DevTools window. Headless Chromium sometimes makes no frame for one when it is asked (7 of 40 on a busy machine), and the
 * question then waits for good; brought to the front and asked again, it answers.
 */
export async function patientScreenshot(page: Page, clip: Clip): Promise<Buffer> {
  for (let left = TRIES - 1; ; left--) {
    try {
      return await page.screenshot({ clip, timeout: PATIENCE });
    } catch (error) {
      if (left === 0) throw error;
      await page.bringToFront();
    }
  }
}

interface Clip {
  x: number;
  y: number;
  width: number;
  height: number;
}
