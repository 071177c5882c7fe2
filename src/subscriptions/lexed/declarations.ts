import type { LexedFile, Span } from './lexed-file.js';

/** A parameter of a function, a constructor or a class. */
export interface Parameter {
  readonly name: string;
  /** What a caller may write before the value; null where it must not be named. */
  readonly label: string | null;
  /** Its place among those that may be given by place; null where it must be named. */
  readonly place: number | null;
  /** Its type as far as it is one word. */
  readonly type: string | null;
  /** What it is when a caller leaves it out; null where nothing is said. */
  readonly initial: Span | null;
  readonly isRequired: boolean;
  /** Whether it is put in the member of the same name: Dart's `this.table`. */
  readonly isField: boolean;
}

/** A function with a body, and what it takes. A constructor has the name of its class. */
export interface FunctionDeclaration {
  readonly kind: 'function';
  readonly file: LexedFile;
  readonly name: string;
  readonly token: number;
  readonly parameters: readonly Parameter[];
  /** From its name to its body's end. */
  readonly span: Span;
}

/** A class, an enum, an object: what members are found in. */
export interface TypeDeclaration {
  readonly kind: 'type';
  readonly file: LexedFile;
  readonly name: string;
  readonly isEnum: boolean;
  readonly token: number;
  /** From its name to its body's end. */
  readonly span: Span;
}

/** What a name stands for. */
export type Binding =
  | { readonly kind: 'value'; readonly file: LexedFile; readonly span: Span; readonly token: number }
  /** Each of a list's elements, one after the other. */
  | { readonly kind: 'element'; readonly file: LexedFile; readonly span: Span; readonly token: number }
  | { readonly kind: 'parameter'; readonly of: FunctionDeclaration; readonly parameter: Parameter }
  | { readonly kind: 'case'; readonly file: LexedFile; readonly type: TypeDeclaration; readonly token: number };
