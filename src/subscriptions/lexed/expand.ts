import type { Sdk } from '../../model/subscription.js';
import type { FoundSubscription, ReadValue } from '../found.js';
import { fits } from './bind-arguments.js';
import type { FunctionDeclaration, Loop, TypeDeclaration } from './declarations.js';
import { typesOf } from './inheritance.js';
import type { LexedFile } from './lexed-file.js';
import { type Context, type Field, type Outcome, unknown } from './outcome.js';
import type { Call, Project } from './project.js';
import { elementsOf } from './sources.js';

/** A call that subscribes, before its values are worked out. */
export interface Site {
  readonly sdk: Sdk;
  readonly file: LexedFile;
  readonly token: number;
  readonly schema: Field;
  readonly table: Field;
  readonly event: Field;
  readonly filter: Field;
}

/** How many wrappers may stand around a call, and what one call site may cost. */
const MOST_HOPS = 5;
const MOST_STEPS = 20_000;
const MOST_FOUND = 400;

/** What a call site subscribes to: once for each way that its values can come to it, with all values of one way together. */
export function expand(site: Site, project: Project): readonly FoundSubscription[] {
  const from = (): Context => ({
    project,
    bound: new Map(),
    picked: new Map(),
    chosen: new Map(),
    budget: { left: MOST_STEPS },
    depth: 0,
  });
  const open = follow(site, from(), [], false);
  // What is called only by what it calls itself is told all the same.
  const found = open.length > 0 ? open : follow(site, from(), [], true);
  const byText = new Map(found.map((one) => [JSON.stringify(one), one]));
  const all = [...byText.values()];
  const [first] = all;
  if (all.length <= MOST_FOUND || first === undefined) return all;
  const more: ReadValue = { known: false, reason: `it has more than ${MOST_FOUND} values` };
  return [...all.slice(0, MOST_FOUND), { ...first, table: more, via: [] }];
}

/** @param isLoopTold whether a call that is made by what is under way already is told; it brings nothing new */
function follow(site: Site, context: Context, via: readonly Call[], isLoopTold: boolean): readonly FoundSubscription[] {
  const fields = {
    schema: site.schema(context),
    table: site.table(context),
    event: site.event(context),
    filter: settleFilter(site.filter(context)),
  };
  const asked = [...fields.table, ...fields.schema, ...fields.event, ...fields.filter].find(
    ({ kind }) => kind === 'needs',
  );
  if (asked?.kind !== 'needs') return combine(site, fields, via, context.project);
  const { of } = asked;
  if (of.kind !== 'function') {
    return waysOf(of, context).flatMap(([way, ...by]) => follow(site, way, [...via, ...by], isLoopTold));
  }
  const all = callsOf(of, context, via);
  const calls = all.filter((call) => isFromOutside(call, of, context));
  if (all.length > 0 && calls.length === 0 && via.length > 0 && !isLoopTold) return [];
  const reason = calls.length > 0 ? null : whyNone(of, context, via);
  if (reason !== null) return combine(site, fields, via, context.project, reason);
  return calls.flatMap((call) =>
    follow(site, { ...context, bound: new Map([...context.bound, [of, call]]) }, [...via, call], isLoopTold),
  );
}

/** With each element of a list, and for each type whose objects run the code of another, which is where it is said. */
function waysOf(of: Loop | TypeDeclaration, context: Context): readonly (readonly [Context, ...Call[]])[] {
  if (of.kind === 'type') {
    return typesOf(context.project, of).map((type) => [
      { ...context, chosen: new Map([...context.chosen, [of, type]]) },
      ...(type === of ? [] : [{ file: type.file, name: type.token, open: -1 }]),
    ]);
  }
  const elements = elementsOf(context, of.file, of.list);
  if ('kind' in elements) return [];
  return elements.map((element) => [{ ...context, picked: new Map([...context.picked, [of, element]]) }]);
}

/**
 * A condition in a filter does not make two subscriptions: the filter that there may be is the one to judge, and of several
 * one of which less is known, so that what may be another value is not taken for this one.
 */
function settleFilter(outcomes: readonly Outcome[]): readonly Outcome[] {
  const settled = outcomes.map(
    (outcome): Outcome =>
      outcome.kind === 'needs' && outcome.partial !== null
        ? { kind: 'text', text: outcome.partial, isWhole: false }
        : outcome,
  );
  const asked = settled.find(({ kind }) => kind === 'needs');
  const texts = settled.filter((outcome) => outcome.kind === 'text');
  const text = texts.find(({ isWhole }) => !isWhole) ?? texts[0];
  const best = asked ?? text ?? settled.find(({ kind }) => kind === 'unknown');
  return [best ?? settled[0] ?? { kind: 'absent' }];
}

/** The calls of a function. */
function callsOf(of: FunctionDeclaration, { project, bound }: Context, via: readonly Call[]): readonly Call[] {
  if (via.length >= MOST_HOPS || bound.has(of)) return [];
  const { calls, declared } = project.named(of.name);
  return calls.filter((call) => fits(call, of) && isMeant(call, of, declared));
}

/** Whether a call is made outside of the function and of those that were passed through. */
function isFromOutside({ file, name }: Call, of: FunctionDeclaration, { project, bound }: Context): boolean {
  return !project
    .scopes(file)
    .functionsAt(name)
    .some((around) => around === of || bound.has(around));
}

/** Where several functions have a name, a call is of the one in its own file, if there is but one. */
function isMeant(call: Call, of: FunctionDeclaration, declared: readonly FunctionDeclaration[]): boolean {
  const fitting = declared.filter((one) => fits(call, one));
  if (fitting.length < 2) return true;
  const here = fitting.filter(({ file }) => file === call.file);
  return here.length === 1 && here[0] === of;
}

/** Why no call leads on; with the function's name when there is none at all. */
interface WhyNone {
  readonly reason: string;
  readonly dead?: string;
}

function whyNone(of: FunctionDeclaration, { project, bound }: Context, via: readonly Call[]): WhyNone {
  if (bound.has(of)) return { reason: `it comes from ${of.name}, which calls itself` };
  if (via.length >= MOST_HOPS) return { reason: `it is passed through more than ${MOST_HOPS} functions` };
  const { calls, declared } = project.named(of.name);
  if (declared.length > 1 && calls.length > 0) {
    return { reason: `it is a parameter of ${of.name}, and several functions have that name` };
  }
  const reason = `it is a parameter of ${of.name}`;
  return calls.length === 0 ? { reason, dead: of.name } : { reason };
}

interface Fields {
  readonly schema: readonly Outcome[];
  readonly table: readonly Outcome[];
  readonly event: readonly Outcome[];
  readonly filter: readonly Outcome[];
}

function combine(
  site: Site,
  fields: Fields,
  via: readonly Call[],
  project: Project,
  why: WhyNone | null = null,
): readonly FoundSubscription[] {
  const { line, column } = site.file.site(site.token);
  const calls = via.map(({ file, name }) => file.site(name));
  const within = project
    .scopes(site.file)
    .functionsAt(site.token)
    .map(({ name }) => name);
  const found: FoundSubscription[] = [];
  for (const schema of fields.schema) {
    for (const table of fields.table) {
      for (const event of fields.event) {
        found.push({
          sdk: site.sdk,
          schema: toValue(schema, why),
          table: toValue(table, why),
          event: toValue(event, why),
          filter: toFilter(fields.filter[0] ?? unknown('it cannot be read')),
          line,
          column,
          via: calls,
          within,
        });
        if (found.length > MOST_FOUND) return found;
      }
    }
  }
  return found;
}

function toValue(outcome: Outcome, why: WhyNone | null): ReadValue {
  if (outcome.kind === 'absent') return { known: true, value: null };
  if (outcome.kind === 'unknown') return { known: false, reason: outcome.reason };
  if (outcome.kind === 'needs') return { known: false, ...(why ?? { reason: 'it is a parameter' }) };
  return outcome.isWhole
    ? { known: true, value: outcome.text }
    : { known: false, reason: `it is put together at run time: ${outcome.text}` };
}

/** A filter that is there is known to be there, whatever it says. */
function toFilter(outcome: Outcome): ReadValue {
  if (outcome.kind === 'absent') return { known: true, value: null };
  return { known: true, value: outcome.kind === 'text' ? outcome.text : '{}' };
}
