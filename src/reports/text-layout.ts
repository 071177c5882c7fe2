/** Columns below which prose is not wrapped any narrower. */
export const NARROWEST = 60;

/** Pads to a width in characters; a longer text stays whole. */
export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}

/** Breaks prose at spaces into lines of at most `width` characters; a longer word stays whole. */
export function wrap(prose: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of prose.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
