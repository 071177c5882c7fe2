const BLANK = /[ \t\r\n\f\v]+/y;
const WORD = /[A-Za-z_\u0080-\uffff][A-Za-z0-9_$\u0080-\uffff]*/y;
const NUMBER = /\.?[0-9][0-9A-Za-z_.]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][A-Za-z0-9_\u0080-\uffff]*)?\$/y;
const PARAMETER = /\$[0-9]+/y;

/** Behind white space and comments, or `at` where there are none. An unclosed comment ends with the text. */
export function skipBlank(sql: string, at: number): number {
  for (let next = at; ; at = next) {
    next = match(BLANK, sql, at) ?? at;
    if (sql.startsWith('--', next)) next = endOfLine(sql, next);
    else if (sql.startsWith('/*', next)) next = endOfComment(sql, next);
    if (next === at) return at;
  }
}

/** Behind the token that begins at `at`, which is neither blank nor a comment. An unclosed one ends with the text. */
export function skipToken(sql: string, at: number): number {
  switch (sql[at]) {
    case "'":
      return endOfQuoted(sql, at, "'", false);
    case '"':
      return endOfQuoted(sql, at, '"', false);
    case '$':
      return endOfDollarQuoted(sql, at) ?? match(PARAMETER, sql, at) ?? at + 1;
    default:
      return endOfWord(sql, at) ?? match(NUMBER, sql, at) ?? at + 1;
  }
}

/** Behind the line break that ends the line, or at the end of the text. */
export function endOfLine(sql: string, at: number): number {
  for (let end = at; end < sql.length; end += 1) {
    if (sql[end] === '\n') return end + 1;
    if (sql[end] === '\r') return sql[end + 1] === '\n' ? end + 2 : end + 1;
  }
  return sql.length;
}

/** A word; E'...' is one token, because only there a backslash escapes. */
function endOfWord(sql: string, at: number): number | null {
  const end = match(WORD, sql, at);
  const isEscape = end === at + 1 && sql[end] === "'" && (sql[at] === 'e' || sql[at] === 'E');
  return isEscape ? endOfQuoted(sql, end, "'", true) : end;
}

/** A doubled quote is one of the text: to the lexer the next token, which comes to the same. */
function endOfQuoted(sql: string, at: number, quote: string, hasEscapes: boolean): number {
  for (let end = at + 1; end < sql.length; end += 1) {
    if (hasEscapes && sql[end] === '\\') end += 1;
    else if (sql[end] === quote && sql[end + 1] === quote) end += 1;
    else if (sql[end] === quote) return end + 1;
  }
  return sql.length;
}

function endOfDollarQuoted(sql: string, at: number): number | null {
  const opened = match(DOLLAR_TAG, sql, at);
  if (opened === null) return null;
  const closing = sql.indexOf(sql.slice(at, opened), opened);
  return closing < 0 ? sql.length : closing + opened - at;
}

/** Comments nest. */
function endOfComment(sql: string, at: number): number {
  let depth = 0;
  for (let end = at; end < sql.length; end += 1) {
    if (sql.startsWith('/*', end)) {
      depth += 1;
      end += 1;
    } else if (sql.startsWith('*/', end)) {
      depth -= 1;
      end += 1;
      if (depth === 0) return end + 1;
    }
  }
  return sql.length;
}

/** Where a sticky pattern that matches at `at` ends. */
function match(pattern: RegExp, sql: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.test(sql) ? pattern.lastIndex : null;
}
