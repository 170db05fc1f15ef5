import { test } from '@playwright/test';
import { openViewer } from './viewer.ts';

/** Runs in the viewer: drops a file of 300 megabytes, which takes a while. */
function dropBigFile(): void {
  const lines = [
    { format: 'one-trace', version: 1, created: '2026-01-01T00:00:00.000Z', generator: 'test', redaction: 'none' },
    { kind: 'page', page: 'p1', t: 1, url: 'http://127.0.0.1/', realm: 'window' },
    { kind: 'open', conn: 'ws1', page: 'p1', t: 2, transport: 'websocket', url: 'ws://127.0.0.1/' },
  ].map((line) => `${JSON.stringify(line)}\n`);
  const payload = 'A'.repeat(1_000_000);
  for (let seq = 0; seq < 300; seq += 1) {
    const frame = { kind: 'frame', conn: 'ws1', seq, t: 3 + seq, dir: 'in', type: 'binary', size: 750_000 };
    lines.push(`${JSON.stringify({ ...frame, base64: payload })}\n`);
  }
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File(lines, 'big.onetrace'));
  for (const type of ['dragover', 'drop'])
    window.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}

test('an import whose page is left leaves nothing behind, and the next page says so', async () => {
  const { firefox, open, says, press } = await openViewer();
  await firefox.inPage(dropBigFile);
  await says('footer', '% of the file read');
  await open();
  await says('[role=status]', 'The import of “big” was interrupted; nothing of it is kept');
  await press('tab', 'Recordings');
  await says('#view', 'Nothing is recorded yet.');
  await firefox.close();
});
