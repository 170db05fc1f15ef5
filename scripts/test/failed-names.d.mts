export function failedNames(runner: 'vitest' | 'playwright', file: string): string[];
