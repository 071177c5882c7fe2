/** How a string is written: what ends it, and what in it is not text. */
export interface StringForm {
  readonly close: string;
  /** Whether it may go on in another line. One that may not ends with its line, closed or not. */
  readonly isMultiline: boolean;
  /** What takes the next character's meaning: a backslash, with Swift's number signs behind it; null where nothing does. */
  readonly escapeMark: string | null;
  /** Whether a doubled closing quote is a quote. */
  readonly doublesQuote: boolean;
  /** What opens and closes code in it; null where there is none. */
  readonly hole: { readonly open: string; readonly close: string } | null;
  /** Whether a doubled brace is a brace, and a colon ends the code of a hole: C#, Python. */
  readonly formatsHoles: boolean;
  /** Whether the mark of a hole and a name are a hole without braces: `$name`; empty where not. */
  readonly nameMark: string;
}

/** What a reader must know of a language to find its way through a file without a grammar. */
export interface Language {
  readonly name: 'dart' | 'swift' | 'kotlin' | 'python' | 'csharp';
  readonly lineComment: '//' | '#';
  readonly blockComments: 'nested' | 'flat' | 'none';
  /** Whether lines that begin with `#` are for the preprocessor. */
  readonly hasDirectives: boolean;
  /** Matches all that opens a string. Sticky, and bounded: it is tried at every token. */
  readonly opening: RegExp;
  /** The form of the string that `opening` matched, and how much of what it matched belongs to the opening. */
  readonly toForm: (opened: string) => { readonly form: StringForm; readonly length: number };
  /** What stands between the name of an argument and its value. */
  readonly naming: ':' | '=';
  /** Whether blocks are told by their indentation. */
  readonly isIndented: boolean;
}
