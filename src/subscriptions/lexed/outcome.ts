import type { Case, Element, FunctionDeclaration, Loop, TypeDeclaration } from './declarations.js';
import type { LexedFile, Span } from './lexed-file.js';
import type { Call, Project } from './project.js';

/** One of the values that an expression may have. */
export type Outcome =
  /** `isWhole` is false where pieces are not known, which are `{}` in the text. */
  | { readonly kind: 'text'; readonly text: string; readonly isWhole: boolean }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly reason: string }
  | Needs;

/**
 * What the calls of a function say, the elements of a list, or the types that stand on one. `partial` is the text around it,
 * with `{}` for what they say.
 */
export interface Needs {
  readonly kind: 'needs';
  readonly of: FunctionDeclaration | Loop | TypeDeclaration;
  readonly partial: string | null;
}

export function needs(of: Needs['of']): Needs {
  return { kind: 'needs', of, partial: null };
}

/** How far a value is followed: through which calls, and what is left of the work that one call site may cause. */
export interface Context {
  readonly project: Project;
  /** The call that each function on the way was reached by. */
  readonly bound: ReadonlyMap<FunctionDeclaration, Call>;
  /** The element that each loop is at. */
  readonly picked: ReadonlyMap<Loop, Element | Case>;
  /** The type that what stands in another belongs to. */
  readonly chosen: ReadonlyMap<TypeDeclaration, TypeDeclaration>;
  readonly budget: { left: number };
  /** How many expressions one within the other led here. */
  readonly depth: number;
}

/** An expression further in, or null when it goes too deep or takes too many steps: names may stand for each other. */
export function deeper(context: Context): Context | null {
  context.budget.left -= 1;
  const depth = context.depth + 1;
  return context.budget.left < 0 || depth > DEEPEST ? null : { ...context, depth };
}

const DEEPEST = 60;

/** What a client's own terms mean, asked before the language's: null where it is none of them. */
export type ReadTerm = (context: Context, file: LexedFile, span: Span) => readonly Outcome[] | null;

/** A value of a call site that is worked out in a context. */
export type Field = (context: Context) => readonly Outcome[];

export const ABSENT: Outcome = { kind: 'absent' };

export function text(value: string, isWhole = true): Outcome {
  return { kind: 'text', text: value, isWhole };
}

export function unknown(reason: string): Outcome {
  return { kind: 'unknown', reason };
}
