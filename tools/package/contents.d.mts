export const SOURCES: readonly string[];
export function isNeeded(path: string): boolean;
