import { randomBytes } from 'node:crypto';
import { expect, test, type Page } from '@playwright/test';
import { bigFile } from '../../devtools/big-file.ts';
import { extensionDir } from '../extension-dir.ts';
import { launchChromium, type Chromium } from './launch.ts';

async function openViewer({ context, extensionId }: Chromium): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/src/devtools/panel.html?viewer`);
  await page.getByRole('button', { name: 'Open a recording…' }).waitFor();
  return page;
}

/** Runs in a worker of the viewer: of files it gets the first eight megabytes, and waits for the rest. */
function stallFiles(): void {
  const whole = Object.getOwnPropertyDescriptor(Blob.prototype, 'stream')?.value as () => ReadableStream<Uint8Array>;
  let passed = 0;
  Blob.prototype.stream = function () {
    const stall = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        passed += chunk.length;
        controller.enqueue(chunk);
        return passed > 8_000_000 ? new Promise(() => undefined) : undefined;
      },
    });
    return whole.call(this).pipeThrough(stall) as ReturnType<Blob['stream']>;
  };
}

test('an import whose page is closed leaves nothing behind, and nobody takes it away before', async () => {
  const look = { dock: 'bottom', theme: 'light' } as const;
  const chromium = await launchChromium({ extension: extensionDir('chrome'), look, headless: true });
  const importing = await openViewer(chromium);
  for (const worker of importing.workers()) await worker.evaluate(stallFiles);
  // What cannot be compressed, so that it is read in many pieces.
  const content = await bigFile(24, new Uint8Array(randomBytes(1_000_000)));
  const buffer = Buffer.from(await content.arrayBuffer());
  await importing.setInputFiles('input[type=file]', { name: 'big.onetrace', mimeType: '', buffer });
  await expect(importing.getByRole('contentinfo')).toContainText('% of the file read');

  const other = await openViewer(chromium);
  await other.getByRole('tab', { name: 'Recordings' }).click();
  const row = other.getByRole('option', { name: /^big, importing…/ });
  await expect(row).toBeVisible();
  await importing.close();
  await expect(other.getByRole('status')).toContainText('The import of “big” was interrupted; nothing of it is kept');
  await expect(row).toHaveCount(0);
  await other.reload();
  await other.getByRole('tab', { name: 'Recordings' }).click();
  await expect(other.getByText('Nothing is recorded yet.')).toBeVisible();
  await chromium.close();
});
