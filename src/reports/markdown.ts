/**
 * Any text as inline code in a Markdown table, list or paragraph: every character that Markdown, HTML or GitHub's own
 * links could take for something else becomes a numeric entity, so no name can break out of its cell.
 */
export function inlineCode(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}

/** Prose that may hold names, with nothing left that could be read as markup. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[^A-Za-z0-9 .,;/\-–…]/gu, (character) => `&#${character.codePointAt(0)};`);
}

/** A fenced block under a fence that its content cannot close. */
export function fenced(content: string, language: string): string {
  const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${content.trimEnd()}\n${fence}`;
}
