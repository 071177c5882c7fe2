import type { SourceFile } from '../source-file.js';
import type { Argument } from './arguments.js';
import { isDeclared } from './call-sites.js';
import { openBehind } from './chain.js';
import type { FunctionDeclaration, TypeDeclaration } from './declarations.js';
import type { Language } from './language.js';
import { LexedFile } from './lexed-file.js';
import { Scopes } from './scopes.js';

/**
 * The files of one language in which a word stands. It may be asked often; a file is read as tokens only when something
 * in it is asked for.
 */
export type Mentioning = (word: string) => readonly SourceFile[];

/** A function to search files that are in memory with. */
export function mentioningIn(files: readonly SourceFile[]): Mentioning {
  const known = new Map<string, readonly SourceFile[]>();
  return (word) => {
    const found = known.get(word) ?? files.filter(({ text }) => text.includes(word));
    known.set(word, found);
    return found;
  };
}

/** A call of a function by its name. */
export interface Call {
  readonly file: LexedFile;
  readonly name: number;
  /** The parenthesis of its arguments; -1 where it is not written. */
  readonly open: number;
  /** What it gives without writing it in the call. */
  readonly also?: readonly Argument[];
}

/** The files of one language: each is read once, when it is first asked for. */
export class Project {
  readonly language: Language;
  readonly #mentioning: Mentioning;
  readonly #files = new Map<SourceFile, LexedFile>();
  readonly #scopes = new Map<LexedFile, Scopes>();
  readonly #subtypes = new Map<TypeDeclaration, readonly TypeDeclaration[]>();
  readonly #answered = new Map<string, readonly LexedFile[]>();
  readonly #calls = new Map<LexedFile, ReadonlyMap<string, readonly Call[]>>();

  constructor(language: Language, mentioning: Mentioning) {
    this.language = language;
    this.#mentioning = mentioning;
  }

  lex(source: SourceFile): LexedFile {
    const known = this.#files.get(source) ?? new LexedFile(source, this.language);
    this.#files.set(source, known);
    return known;
  }

  scopes(file: LexedFile): Scopes {
    const known = this.#scopes.get(file) ?? new Scopes(file);
    this.#scopes.set(file, known);
    return known;
  }

  /** The files in which a word stands. */
  mentioning(word: string): readonly LexedFile[] {
    return word === '' ? [] : this.#mentioning(word).map((source) => this.lex(source));
  }

  /** The files that seem to declare a type of this name, which begins in upper case: only they are read as tokens. */
  declaringType(name: string): readonly LexedFile[] {
    if (!/^_*[A-Z]/.test(name)) return [];
    return this.#where(name, (word) => `${word}\\b(?<=\\b(?:${TYPE_WORDS})\\s{1,99}${word})`);
  }

  /** What makes a type of this name, where that is written in its own file. */
  constructorsOf(name: string): readonly FunctionDeclaration[] {
    return this.declaringType(name).flatMap((file) => this.scopes(file).functions.filter((one) => one.name === name));
  }

  /** The types that one names as its parents; of a name that several types have, the one in its own file. */
  parentsOf(type: TypeDeclaration): readonly TypeDeclaration[] {
    return type.parents.flatMap((name) => {
      const here = this.#typesIn(type.file, name);
      const all = here.length > 0 ? here : this.declaringType(name).flatMap((file) => this.#typesIn(file, name));
      const whole = all.filter(
        ({ file, token }) => file.word(token - 1) !== 'extension' && file.word(token - 2) !== 'partial',
      );
      return new Set(whole.map(({ file }) => file)).size < 2 ? all : [];
    });
  }

  /** The types that name one as their parent. */
  subtypesOf(type: TypeDeclaration): readonly TypeDeclaration[] {
    const known = this.#subtypes.get(type);
    if (known !== undefined) return known;
    const found = this.#filesBelow(type)
      .flatMap((file) => this.scopes(file).types)
      .filter((one) => one.parents.includes(type.name) && one.name !== type.name && this.parentsOf(one).includes(type));
    this.#subtypes.set(type, found);
    return found;
  }

  #filesBelow({ file, name }: TypeDeclaration): readonly LexedFile[] {
    // Dart keeps such a name to its file.
    if (name.startsWith('_') && file.language === 'dart') return [file];
    return this.#where(name, (word) => `${word}\\b(?<=\\b(?:${TYPE_WORDS})\\b[^{};]${MOST_IN_A_HEAD}\\b${word})`);
  }

  /** Whether something is made of a type itself, not of what stands on it; in some languages a framework may do so. */
  isMade({ file, name, token }: TypeDeclaration): boolean {
    if (
      /csharp|kotlin/.test(file.language) &&
      ![1, 2, 3, 4].some((back) => /^(abstract|interface)$/.test(file.word(token - back)))
    )
      return true;
    return this.named(name).calls.some(
      (call) => call.file.word(call.name) === name && !call.file.is(call.name - 1, ':'),
    );
  }

  #typesIn(file: LexedFile, name: string): readonly TypeDeclaration[] {
    return this.scopes(file).types.filter((type) => type.name === name);
  }

  /** The files that seem to give a value to this name where a line begins: others belong to a function. */
  giving(name: string): readonly LexedFile[] {
    return this.#where(
      name,
      (word) =>
        `${word}\\b(?<=^(?:[\\w@][^\\n=;({]${MOST_ON_A_LINE})?\\b${word})\\s*(?::[^=\\n]${MOST_ON_A_LINE})?=(?!=)`,
    );
  }

  /** A pattern that begins with the word, and looks back from it, is tried only where the word stands. */
  #where(name: string, toPattern: (word: string) => string): readonly LexedFile[] {
    if (name === '') return [];
    const pattern = toPattern(name.replace(/[^\w]/g, '\\$&'));
    const known = this.#answered.get(pattern);
    if (known !== undefined) return known;
    const test = new RegExp(pattern, 'm');
    const found = this.#mentioning(name).flatMap((source) => (test.test(source.text) ? this.lex(source) : []));
    this.#answered.set(pattern, found);
    return found;
  }

  /** Every call of something with this name, and every declaration of a function with it. */
  named(name: string): { readonly calls: readonly Call[]; readonly declared: readonly FunctionDeclaration[] } {
    const files = this.mentioning(name);
    const declared = files.flatMap((file) => this.scopes(file).functions.filter((one) => one.name === name));
    const heads = new Set(declared.map(({ file, token }) => `${file.source.path}:${token}`));
    const calls = files
      .flatMap((file) => this.#callsIn(file).get(name) ?? [])
      .filter((call) => !heads.has(`${call.file.source.path}:${call.name}`));
    return { calls, declared };
  }

  #callsIn(file: LexedFile): ReadonlyMap<string, readonly Call[]> {
    const known = this.#calls.get(file) ?? findCalls(file, this.scopes(file));
    this.#calls.set(file, known);
    return known;
  }
}

/** How far is looked on a line for what declares a name: one of nothing but names is gone over once for each of them. */
const MOST_ON_A_LINE = '{0,300}';

const TYPE_WORDS = 'class|enum|struct|object|extension|mixin|interface|actor|record|protocol|namespace|module';

/** How far is looked back for the beginning of a type's head. */
const MOST_IN_A_HEAD = '{1,400}';

/** The calls in a file by what is called. */
function findCalls(file: LexedFile, scopes: Scopes): ReadonlyMap<string, readonly Call[]> {
  const calls = new Map<string, Call[]>();
  const add = (called: string, call: Call): void => {
    const known = calls.get(called);
    if (known === undefined) calls.set(called, [call]);
    else known.push(call);
  };
  for (let name = 0; name < file.count; name += 1) {
    if (!file.isWord(name) || (!file.is(name + 1, '(') && !file.is(name + 1, '<'))) continue;
    if (isDeclared(file, name) || isOfFramework(file, name)) continue;
    const open = openBehind(file, name);
    if (open === null) continue;
    const [around] = file.word(name) === 'super' ? scopes.functionsAt(name) : [];
    const also = around === undefined ? [] : handedOn(around);
    for (const called of calledBy(file, name, scopes)) add(called, { file, name, open, also });
  }
  for (const one of file.language === 'dart' ? scopes.functions : []) {
    const also = handedOn(one);
    const isWritten = file.seek(file.next(one.token + 1), one.span.to, /^super$/) < one.span.to;
    if (also.length === 0 || isWritten) continue;
    for (const parent of scopes.typeAt(one.token)?.parents ?? [])
      add(parent, { file, name: one.token, open: -1, also });
  }
  return calls;
}

/** What a Dart constructor takes for the one of its parent: `Jobs({required super.table})`. */
function handedOn({ file, token }: FunctionDeclaration): readonly Argument[] {
  const taken: Argument[] = [];
  for (let at = token + 2; at < file.partner(token + 1); at += 1) {
    if (file.word(at) !== 'super' || !file.is(at + 1, '.')) continue;
    taken.push({ name: file.is(file.enclosing(at), '{') ? file.word(at + 2) : null, from: at + 2, to: at + 3 });
  }
  return taken;
}

/** Of Riverpod and of Provider, which are in half of all Flutter applications: `ref.watch(jobsProvider)`, `context.read()`. */
function isOfFramework(file: LexedFile, name: number): boolean {
  const isAsked = file.language === 'dart' && /^(watch|read|listen|select)$/.test(file.word(name));
  return isAsked && file.is(name - 1, '.') && /^(ref|context)$/.test(file.word(name - 2));
}

/** What a call may be of: of `super(...)`, `base(...)`, `super.init(...)` and the like what the type around is made of. */
function calledBy(file: LexedFile, name: number, scopes: Scopes): readonly string[] {
  const word = file.word(name);
  const isInitializer = word === 'init' || word === '__init__';
  const isMember = isInitializer && file.is(name - 1, '.');
  const receiver = file.is(name - 2, ')') ? file.partner(name - 2) - 1 : name - 2;
  const said = isMember ? file.word(receiver) : word;
  if (file.isIndented && word === 'super') return [];
  if (/^(super|base)$/.test(said)) return scopes.typeAt(name)?.parents ?? [];
  if (/^(this|self|cls)$/.test(said)) return [scopes.typeAt(name)?.name ?? ''];
  // `let live: Live = .init(...)`, `Live live = new(...)`
  const isAlone = (isMember && said === '') || (said === 'new' && file.language === 'csharp');
  const equals = isMember ? name - 2 : name - 1;
  return [isAlone && file.is(equals, '=') ? file.word(equals - (isMember ? 1 : 2)) : said];
}
