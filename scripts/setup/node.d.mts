export function isNodeNewEnough(version: string): boolean;
export function ensureNode(): void;
