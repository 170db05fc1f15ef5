import { privateMb } from './processes.ts';

/** The most memory that one of these processes had above what it had when this began, while work went on. */
export interface PeakMemory {
  /** @returns in MB, what `work` came to beside it */
  during<T>(work: () => Promise<T>): Promise<{ mb: number; made: T }>;
}

const EVERY_MS = 200;

export function peakMemory(pids: readonly number[]): PeakMemory {
  const now = (): number => Math.max(...pids.map(privateMb));
  const before = now();
  return {
    async during(work) {
      let most = now();
      const sampling = setInterval(() => (most = Math.max(most, now())), EVERY_MS);
      try {
        const made = await work();
        return { mb: Math.max(most, now()) - before, made };
      } finally {
        clearInterval(sampling);
      }
    },
  };
}
