import { UnusableInput, type Io } from './io.ts';

/** Writes a file that appears when it is complete; where something goes wrong, nothing of it stays. `-` is standard output. @throws UnusableInput */
export async function toOutput(path: string, chunks: AsyncIterable<Uint8Array>, io: Io): Promise<void> {
  if (path === '-') {
    for await (const chunk of chunks) await io.write(chunk);
    return;
  }
  const file = await io.create(path).catch((error: unknown) => {
    throw error instanceof UnusableInput ? new UnusableInput(`${path}: ${error.message}`) : error;
  });
  try {
    for await (const chunk of chunks) await file.write(chunk);
  } catch (error) {
    await file.discard();
    throw error;
  }
  await file.keep();
}
