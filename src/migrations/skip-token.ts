// Runs are ended by a search for what does not belong to them: a pattern that repeats remembers every character it took,
// and ten megabytes of those are more than the engine's stack holds.
const NOT_BLANK = /[^ \t\r\n\f\v]/g;
const NOT_OF_A_WORD = /[^A-Za-z0-9_$\u0080-\uffff]/g;
const NOT_OF_A_TAG = /[^A-Za-z0-9_\u0080-\uffff]/g;
const BEGINS_A_NAME = /[A-Za-z_\u0080-\uffff]/;
/** What ends a stretch of a string in which backslashes escape. */
const QUOTE_OR_BACKSLASH = /['\\]/g;
const COMMENT_MARK = /\/\*|\*\//g;
const LINE_BREAK = /\r\n?|\n/g;

/** Behind white space and comments, or `at` where there are none. An unclosed comment ends with the text. */
export function skipBlank(sql: string, at: number): number {
  for (let from = at; ; ) {
    const to = skipBlankLines(sql, from);
    if (sql[to] !== '/' || sql[to + 1] !== '*') return to;
    from = endOfComment(sql, to);
  }
}

/**
 * Behind the token that begins at `at`, which is neither blank nor a comment. An unclosed one ends with the text.
 * An operator or a number is as many tokens as it has characters: nobody here asks for those.
 * Source: PostgreSQL's documentation, 4.1 Lexical Structure, with standard_conforming_strings on.
 */
export function skipToken(sql: string, at: number): number {
  switch (sql[at]) {
    case '(':
    case ')':
    case ',':
    case ';':
      // Half of a file's tokens are these: no pattern needs to be asked.
      return at + 1;
    case "'":
    case '"':
      return endOfQuoted(sql, at);
    case '$':
      return endOfDollarQuoted(sql, at) ?? at + 1;
    case 'e':
    case 'E':
      if (sql[at + 1] === "'") return endOfEscaped(sql, at + 1);
  }
  return BEGINS_A_NAME.test(sql[at] ?? '') ? nextOf(NOT_OF_A_WORD, sql, at) : at + 1;
}

/** Behind the line break that ends the line, or at the end of the text. */
export function endOfLine(sql: string, at: number): number {
  return endOfNext(LINE_BREAK, sql, at) ?? sql.length;
}

/** Behind white space and -- comments. */
function skipBlankLines(sql: string, at: number): number {
  for (let from = at; ; ) {
    const to = isSolid(sql.charCodeAt(from)) ? from : nextOf(NOT_BLANK, sql, from);
    if (sql[to] !== '-' || sql[to + 1] !== '-') return to;
    from = endOfLine(sql, to);
  }
}

/** Whether a character code is past the blank ones, all of which are small. */
function isSolid(code: number): boolean {
  return code > 32;
}

/** A doubled quote is two tokens side by side here, which end where the one does. */
function endOfQuoted(sql: string, at: number): number {
  const quote = sql[at] ?? '';
  const closing = sql.indexOf(quote, at + 1);
  return closing < 0 ? sql.length : closing + 1;
}

/** E'...': a doubled quote stays inside, and the string's next parts have the escapes, too. */
function endOfEscaped(sql: string, at: number): number {
  for (let from = at + 1; ; ) {
    const end = endOfNext(QUOTE_OR_BACKSLASH, sql, from);
    if (end === null) return sql.length;
    if (sql[end - 1] === '\\' || sql[end] === "'") {
      from = end + 1;
      continue;
    }
    // A string goes on in a quote of another line, with nothing but white space and -- comments between.
    const next = skipBlankLines(sql, end);
    if (sql[next] !== "'" || !/[\r\n]/.test(sql.slice(end, next))) return end;
    from = next + 1;
  }
}

/** Null where no tag is: in `$1`, or after a name, which takes its own dollar signs along. */
function endOfDollarQuoted(sql: string, at: number): number | null {
  const tagEnd = nextOf(NOT_OF_A_TAG, sql, at + 1);
  if (sql[tagEnd] !== '$' || (tagEnd > at + 1 && !BEGINS_A_NAME.test(sql[at + 1] ?? ''))) return null;
  const opened = tagEnd + 1;
  const closing = sql.indexOf(sql.slice(at, opened), opened);
  return closing < 0 ? sql.length : closing + opened - at;
}

/** Comments nest. */
function endOfComment(sql: string, at: number): number {
  let depth = 0;
  let end: number | null = at;
  do {
    end = endOfNext(COMMENT_MARK, sql, end);
    if (end === null) return sql.length;
    depth += sql[end - 1] === '*' ? 1 : -1;
  } while (depth > 0);
  return end;
}

/** Where a global pattern of one character finds it next, or the end of the text. */
function nextOf(character: RegExp, sql: string, from: number): number {
  const end = endOfNext(character, sql, from);
  return end === null ? sql.length : end - 1;
}

/** Where the next match of a global pattern ends. */
function endOfNext(global: RegExp, sql: string, from: number): number | null {
  global.lastIndex = from;
  return global.test(sql) ? global.lastIndex : null;
}
