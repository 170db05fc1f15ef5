import type { Dissection, Phase } from './dissection.ts';
import type { FrameRecord } from '../trace/records.ts';

interface Entry {
  frame: FrameRecord;
  dissection: Dissection;
}

/**
 * Phases of markers and pieces, exactly: they have the phase of their message (TRACE-FORMAT §2), which only its end tells.
 * `push` of the dissector gives what most likely comes; who writes a file can wait for the end with this.
 *
 * Takes dissected frames in file order and gives them back in the same order, held while a message in pieces is under
 * way. At most `limit` frames are held; then the guess stands.
 */
export function createHindsight(limit = 4096): { push(entry: Entry): Entry[]; end(): Entry[] } {
  let held: Entry[] = [];
  const open = new Map<string, Entry[]>();

  function settle(lane: string, phase: Phase | undefined): void {
    for (const { dissection } of open.get(lane) ?? []) {
      if (phase === undefined) delete dissection.phase;
      else dissection.phase = phase;
    }
    open.delete(lane);
  }

  function release(): Entry[] {
    if (open.size > 0 && held.length < limit) return [];
    const ready = held;
    held = [];
    if (ready.length >= limit) open.clear();
    return ready;
  }

  return {
    push(entry) {
      const { frame, dissection } = entry;
      const lane = `${frame.conn} ${frame.dir}`;
      held.push(entry);
      if (dissection.name.startsWith('fragmentation_start')) {
        settle(lane, undefined);
        open.set(lane, [entry]);
      } else if (dissection.name === 'fragment') open.get(lane)?.push(entry);
      else if (dissection.name === 'fragmentation_end') settle(lane, dissection.phase);
      return release();
    },
    end() {
      for (const lane of [...open.keys()]) settle(lane, undefined);
      return release();
    },
  };
}
