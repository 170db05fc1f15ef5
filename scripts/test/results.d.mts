export function countResults(
  runner: 'vitest' | 'playwright',
  file: string,
  status: number,
): { passed: number; failed: number };
