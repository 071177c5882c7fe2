/** The same script, each of its modules written so that V8 compiles it as the script is loaded. */
export function withEagerModules(code: string): string;
