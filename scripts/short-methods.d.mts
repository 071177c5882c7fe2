export function withShortMethods(code: string): string;
