import { existsSync, readFileSync } from 'node:fs';

/** A file of JSON as tools write it for people, with comments and last commas; null when it is not even that, or not there. */
export function readLenientJson(path: string): unknown {
  // Looked for in every folder: an error about a file that is not there takes ten times as long.
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(toStrictJson(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/g;

function toStrictJson(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(TOKEN, (token) => (token.startsWith('"') ? token : ''));
}
