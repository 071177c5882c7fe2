/**
 * The scripts of a Vue, Svelte, Astro or HTML file with everything else blanked, so that every character stands where it
 * stood. The markup is read by itself.
 */
export function scriptsOf(text: string, extension: string): string {
  const kept: Span[] = extension === '.astro' ? frontMatter(text) : [];
  SCRIPT.lastIndex = 0;
  for (let match = SCRIPT.exec(text); match !== null; match = SCRIPT.exec(text)) {
    const [opening, attributes = ''] = match;
    const from = match.index + opening.length;
    const end = closing(text, from);
    if (isCode(attributes)) kept.push({ from, to: end });
    SCRIPT.lastIndex = end;
  }
  return blankExcept(text, kept);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

const SCRIPT = /<script\b((?:"[^"]*"|'[^']*'|[^>"'])*)>/gi;
const CLOSE = /<\/script\s*>/gi;

function closing(text: string, from: number): number {
  CLOSE.lastIndex = from;
  return CLOSE.exec(text)?.index ?? text.length;
}

/** `type="application/json"`, an import map or a template is data. */
function isCode(attributes: string): boolean {
  const type = /\btype\s*=\s*["']?([^"'\s>]*)/i.exec(attributes)?.[1]?.toLowerCase();
  return type === undefined || type === '' || type === 'module' || /(java|type|ecma)script|babel|jsx|^ts$/.test(type);
}

function frontMatter(text: string): Span[] {
  const open = /^\uFEFF?\s*---[ \t]*\r?\n/.exec(text);
  if (open === null) return [];
  const from = open[0].length;
  const end = text.indexOf('\n---', from - 1);
  return [{ from, to: end === -1 ? text.length : end + 1 }];
}

function blankExcept(text: string, kept: readonly Span[]): string {
  const pieces: string[] = [];
  let at = 0;
  for (const { from, to } of kept) {
    pieces.push(blank(text.slice(at, from)), text.slice(from, to));
    at = to;
  }
  pieces.push(blank(text.slice(at)));
  return pieces.join('');
}

function blank(text: string): string {
  return text.replace(/[^\r\n\u2028\u2029]/g, ' ');
}
