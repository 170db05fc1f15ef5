export const RUNS: readonly (readonly string[])[];
export function argumentsOf(run: readonly string[], reporter: string): string[];
