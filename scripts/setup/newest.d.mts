export function newestChange(paths: string[]): number;
export function writtenAt(file: string): number;
