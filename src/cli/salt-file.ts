import { option, type Args, type Options } from './command.ts';
import { UnusableInput, type Io } from './io.ts';

export const SALT_OPTION: Options = {
  'salt-file': {
    type: 'string',
    value: 'FILE',
    text: "a team's secret of at least 16 bytes: the same ids get the same stand-ins in all of its files",
  },
};

const LEAST_BYTES = 16;
const MOST_BYTES = 4096;

/** The team's salt, or a random one for this file alone. @throws UnusableInput */
export async function readSalt(args: Args, io: Io): Promise<Uint8Array> {
  const path = option(args, 'salt-file');
  if (path === undefined) return crypto.getRandomValues(new Uint8Array(32));
  const file = await io.open(path).catch((error: unknown) => {
    throw error instanceof UnusableInput ? new UnusableInput(`${path}: ${error.message}`) : error;
  });
  try {
    const bytes: number[] = [];
    for await (const chunk of file.chunks()) {
      if (bytes.length + chunk.length > MOST_BYTES) throw new UnusableInput(`${path}: is too large for a salt`);
      bytes.push(...chunk);
    }
    if (bytes.length < LEAST_BYTES) throw new UnusableInput(`${path}: a salt has at least ${LEAST_BYTES} bytes`);
    return Uint8Array.from(bytes);
  } finally {
    await file.close();
  }
}
