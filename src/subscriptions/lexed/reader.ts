import type { Sdk } from '../../model/subscription.js';
import type { FoundSubscription } from '../found.js';
import { type Argument, readArguments } from './arguments.js';
import { argument, type CallToken, findCallsOf } from './call-sites.js';
import { fieldOf, fixed } from './evaluate.js';
import { expand } from './expand.js';
import type { Language } from './language.js';
import type { LexedFile } from './lexed-file.js';
import type { Field, ReadTerm } from './outcome.js';
import type { Project } from './project.js';

/** What a call subscribes to; what it does not say is as the server has it. */
export interface Asked {
  readonly schema?: Field;
  readonly table?: Field;
  readonly event?: Field;
  readonly filter?: Field;
}

/** A client of one language. */
export interface Reader {
  readonly language: Language;
  readonly sdk: Sdk;
  /** The functions that may subscribe. */
  readonly names: readonly string[];
  /** What one of their calls asks for; null where it is of something else. */
  readonly toAsked: (file: LexedFile, call: CallToken, given: readonly Argument[]) => Asked | null;
}

/** The subscriptions of a file. */
export function readSites(
  { sdk, names, toAsked }: Reader,
  file: LexedFile,
  project: Project,
): readonly FoundSubscription[] {
  return findCallsOf(file, names).flatMap((call) => {
    const asked = toAsked(file, call, readArguments(file, call.open));
    if (asked === null) return [];
    const { schema = fixed(null), table = fixed(null), event = fixed('*'), filter = fixed(null) } = asked;
    return expand({ sdk, file, token: call.token, schema, table, event, filter }, project);
  });
}

/** The value of an argument. @param otherwise what it is when it is left out */
export function saidBy(
  file: LexedFile,
  all: readonly Argument[],
  name: string,
  otherwise: string | null,
  place?: number,
  term?: ReadTerm,
): Field {
  const span = argument(all, name, place);
  return span === null ? fixed(otherwise) : fieldOf(file, span, term);
}
