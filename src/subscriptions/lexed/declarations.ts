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
  /** Whether it is put in the member of the same name: Dart's `this.table`, Kotlin's `val table`. */
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
  /** The expression that it gives, where its body is nothing else. */
  readonly result: Span | null;
}

/** A class, an enum, an object: what members are found in. */
export interface TypeDeclaration {
  readonly kind: 'type';
  readonly file: LexedFile;
  readonly name: string;
  readonly isEnum: boolean;
  /** The types that it is made of, and whatever else its head names. */
  readonly parents: readonly string[];
  readonly token: number;
  /** From its name to its body's end. */
  readonly span: Span;
}

/** What goes through a list: its elements come one after the other. */
export interface Loop {
  readonly kind: 'loop';
  readonly file: LexedFile;
  readonly token: number;
  readonly list: Span;
}

/** An expression; of a list with numbers it is the second part of an element. */
export interface Element {
  readonly file: LexedFile;
  readonly span: Span;
  readonly isNumbered?: boolean;
}

/** A case of an enum. */
export interface Case {
  readonly kind: 'case';
  readonly file: LexedFile;
  readonly type: TypeDeclaration;
  readonly token: number;
}

/** What leads into an element to what has a name: of `(a, b)` a number, of what has members one of their names. */
export type Part = number | string;

/** What a name stands for. */
export type Binding =
  | { readonly kind: 'value'; readonly file: LexedFile; readonly span: Span; readonly token: number }
  | { readonly kind: 'element'; readonly of: Loop; readonly parts: readonly Part[] }
  | { readonly kind: 'parameter'; readonly of: FunctionDeclaration; readonly parameter: Parameter }
  /** What each of the types says that stand on a type, or that a function is called with. */
  | { readonly kind: 'late'; readonly of: FunctionDeclaration | Loop | TypeDeclaration }
  | Case;
