import { socketNode, type Frame } from './compose.ts';
import type { Dissection } from './dissection.ts';

/** The last resort: a fault of the decoder must not take the list away. Tests see to it that this is never needed. */
export const failed = (frame: Frame, error: unknown): Dissection => ({
  layers: [],
  name: 'unknown',
  summary: 'could not be decoded',
  problem: { code: 'decoder.failed', message: error instanceof Error ? error.message : String(error) },
  facts: [],
  tree: frame.detail ? [socketNode(frame)] : [],
});
