import type { Language, StringForm } from './language.js';

const PLAIN: StringForm = {
  close: '"',
  isMultiline: false,
  escapeMark: '\\',
  doublesQuote: false,
  hole: null,
  formatsHoles: false,
  nameMark: '',
};
const DOLLAR = { hole: { open: '${', close: '}' }, nameMark: '$' };
const BRACES = { hole: { open: '{', close: '}' }, formatsHoles: true };
const SLASHES = { lineComment: '//', hasDirectives: false, isIndented: false } as const;

/** Source: the Dart language specification, 17.7 Strings, and 20.1.2 Comments. */
export const DART: Language = {
  ...SLASHES,
  name: 'dart',
  blockComments: 'nested',
  opening: /r?(?:'''|"""|'|")/y,
  toForm(opened) {
    const isRaw = opened.startsWith('r');
    const close = isRaw ? opened.slice(1) : opened;
    const form = { ...PLAIN, close, isMultiline: close.length === 3 };
    return { form: isRaw ? { ...form, escapeMark: null } : { ...form, ...DOLLAR }, length: opened.length };
  },
  naming: ':',
};

/** Source: The Swift Programming Language, Lexical Structure. */
export const SWIFT: Language = {
  ...SLASHES,
  name: 'swift',
  blockComments: 'nested',
  opening: /#{0,9}(?:"""|")/y,
  toForm(opened) {
    const quote = opened.endsWith('"""') ? '"""' : '"';
    const signs = opened.slice(0, -quote.length);
    const escapeMark = `\\${signs}`;
    const hole = { open: `${escapeMark}(`, close: ')' };
    const form = { ...PLAIN, close: quote + signs, isMultiline: quote === '"""', escapeMark, hole };
    return { form, length: opened.length };
  },
  naming: ':',
};

/** Source: Kotlin language specification, Syntax and grammar; multi-dollar interpolation of 2.2. */
export const KOTLIN: Language = {
  ...SLASHES,
  name: 'kotlin',
  blockComments: 'nested',
  opening: /\${0,9}(?:"""|")|'/y,
  toForm(opened) {
    const length = opened.length;
    if (opened === "'") return { form: { ...PLAIN, close: opened }, length };
    const isRaw = opened.endsWith('"""');
    const mark = opened.replaceAll('"', '') || '$';
    const form = { ...PLAIN, hole: { open: `${mark}{`, close: '}' }, nameMark: mark };
    return { form: isRaw ? { ...form, close: '"""', isMultiline: true, escapeMark: null } : form, length };
  },
  naming: '=',
};

/** Source: The Python Language Reference, 2.4 Literals. */
export const PYTHON: Language = {
  name: 'python',
  lineComment: '#',
  blockComments: 'none',
  hasDirectives: false,
  opening: /(?:[rbuft]|rb|br|fr|rf|tr|rt)?(?:'''|"""|'|")/iy,
  toForm(opened) {
    const close = opened.replace(/^[a-z]+/i, '');
    const prefix = opened.slice(0, -close.length);
    // Even in a raw string a backslash keeps a quote from closing it.
    const form = { ...PLAIN, close, isMultiline: close.length === 3 };
    return { form: /[ft]/i.test(prefix) ? { ...form, ...BRACES } : form, length: opened.length };
  },
  naming: '=',
  isIndented: true,
};

/** Source: C# language reference, string literals (verbatim, interpolated, raw). */
export const CSHARP: Language = {
  ...SLASHES,
  name: 'csharp',
  blockComments: 'flat',
  hasDirectives: true,
  opening: /[$@]{0,9}"+|'/y,
  toForm(opened) {
    if (opened === "'") return { form: { ...PLAIN, close: opened }, length: 1 };
    const marks = opened.replaceAll('"', '');
    const quotes = opened.length - marks.length;
    const dollars = marks.replaceAll('@', '').length;
    const holes = dollars > 0 ? BRACES : {};
    if (marks.includes('@')) {
      const form = { ...PLAIN, ...holes, isMultiline: true, escapeMark: null, doublesQuote: true };
      return { form, length: marks.length + 1 };
    }
    if (quotes < 3) return { form: { ...PLAIN, ...holes }, length: marks.length + 1 };
    const raw = { ...PLAIN, close: '"'.repeat(quotes), isMultiline: true, escapeMark: null };
    const hole = { open: '{'.repeat(dollars), close: '}'.repeat(dollars) };
    return { form: dollars > 0 ? { ...raw, hole } : raw, length: opened.length };
  },
  naming: ':',
};
