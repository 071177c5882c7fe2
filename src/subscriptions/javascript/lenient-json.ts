/** JSON as tools write it for people, with comments and last commas; null when it is not even that, or not there. */
export function readLenientJson(read: () => string): unknown {
  try {
    return JSON.parse(toStrictJson(read()));
  } catch {
    return null;
  }
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*[}\]])/g;

function toStrictJson(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(TOKEN, (token) => (token.startsWith('"') ? token : ''));
}
