import { OF_COMPONENT } from './component-properties.js';
import { type Argument, type Decisions, eachOption, type Question, UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import { type Caller, findCallers } from './find-callers.js';
import { functionName } from './function-names.js';
import type { Given } from './given.js';
import type { Module } from './module.js';
import type { FunctionNode } from './nodes.js';
import type { Parameters, ReadParameters } from './parameters.js';
import type { Project } from './project.js';
import { isRuledOut } from './rule-out.js';
import { unreadable } from './unreadable.js';
import { ITSELF, UNDEFINED, unknown, type Value } from './value.js';

/** One way that a subscription comes to be: its parameters, all of one call, and the calls that they came through. */
export interface Way {
  readonly parameters: Parameters;
  readonly via: readonly Caller[];
}

/** How many functions a value is followed through, and in how many ways a subscription may come to be. */
const MOST_HOPS = 5;
const MOST_WAYS = 400;
const MOST_TRIED = 4_000;
/** What another way costs besides what it takes to work out its values. */
const STEPS_OF_WAY = 50;

/** All ways that a subscription comes to be, following what it is made of to every call of the functions it stands in. */
export function expand(project: Project, read: ReadParameters): readonly Way[] {
  const { found, cut } = followSurely(project, read);
  const more = cut === null ? [] : [{ parameters: { ...NOTHING, table: unknown(cut) }, via: [] }];
  const ways = [...found.map(({ value, via }) => ({ parameters: value, via })), ...more];
  const all = ways.filter(({ parameters }) => !Object.values<Value>({ ...parameters }).some(isRuledOut));
  const others = all.filter(({ parameters }) => !isOfItself(parameters));
  const open = others.length > 0 ? others : all;
  // Code that a test keeps from ever running is there for a value that is not seen from here.
  return open.length > 0 ? open : ways.map(({ parameters, via }) => ({ parameters: unseen(parameters), via }));
}

/** Where every call turns out to be of something else, or of what is already under way, it is as if nobody called. */
function followSurely(project: Project, read: ReadParameters): Followed<Parameters> {
  const first = follow(project, read, isOfSomethingElse);
  if (first.found.length > 0 || first.cut !== null || !first.isPassedOver) return first;
  return follow(project, read, () => false, true);
}

/** Whether what is subscribed to was kept from a call before: `for (const kept of this.all) this.subscribe(kept)`. */
function isOfItself({ schema, table }: Parameters): boolean {
  return [schema, table].some((value) => value.kind === 'unknown' && value.reason === ITSELF.reason);
}

function unseen({ schema, table, event, filter, select }: Parameters): Parameters {
  const or = (value: Value): Value => (isRuledOut(value) ? unknown('it is given a value at run time') : value);
  return { schema: or(schema), table: or(table), event: or(event), filter: or(filter), select: or(select) };
}

const NOTHING: Parameters = {
  schema: UNDEFINED,
  table: UNDEFINED,
  event: UNDEFINED,
  filter: UNDEFINED,
  select: UNDEFINED,
};

/** All values that something comes to have, in the same way. */
export function expandValue(
  project: Project,
  read: (evaluation: Evaluation) => Value,
): readonly { readonly value: Value; readonly via: readonly Caller[] }[] {
  return follow(project, read, () => false).found;
}

/** The ways that were found. */
interface Followed<T> {
  readonly found: readonly { readonly value: T; readonly via: readonly Caller[] }[];
  /** Why those are not all. */
  readonly cut: string | null;
  /** Whether there were calls that brought nothing. */
  readonly isPassedOver: boolean;
}

/** Every way, or as many as there is time for. @param isOnlySure whether calls known by their name alone are left out */
function follow<T>(
  project: Project,
  read: (evaluation: Evaluation) => T | null,
  isOther: (value: T, via: readonly Caller[]) => boolean,
  isOnlySure = false,
): Followed<T> {
  const found: { readonly value: T; readonly via: readonly Caller[] }[] = [];
  const open: { readonly decisions: Decisions; readonly via: readonly Caller[] }[] = [
    { decisions: UNDECIDED, via: [] },
  ];
  let tried = 0;
  let isPassedOver = false;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.length >= MOST_WAYS) return { found, cut: `it has more than ${MOST_WAYS} values`, isPassedOver };
    if (project.stepsLeft <= 0) return { found, cut: 'it takes too long to work out', isPassedOver };
    const { decisions, via } = next;
    tried += 1;
    const evaluation = new Evaluation(project, decisions);
    const value = read(evaluation);
    const { question } = evaluation;
    project.stepsLeft -= evaluation.steps + (found.length > 0 ? STEPS_OF_WAY : 0);
    if (question !== null && tried < MOST_TRIED) {
      const answers = answersTo(project, question, next, isOnlySure);
      isPassedOver ||= answers.length === 0;
      open.push(...answers.reverse());
    } else if (value !== null) {
      if (isOther(value, via)) isPassedOver = true;
      else found.push({ value, via });
    }
  }
  return { found, cut: null, isPassedOver };
}

interface Step {
  readonly decisions: Decisions;
  readonly via: readonly Caller[];
}

/** What a question can be answered with: nothing where all calls are made by what is under way already, as another try is. */
function answersTo(project: Project, question: Question, { decisions, via }: Step, isOnlySure: boolean): Step[] {
  if (question.kind === 'option') {
    const { argument } = question;
    const worth = argument && unreadable(project, argument);
    const all = worth && argument ? [withUnreadable(decisions, argument, worth)] : eachOption(decisions, question);
    return all.map((one) => ({ decisions: one, via }));
  }
  const { module, of, first } = question;
  const all = via.length >= MOST_HOPS ? null : findCallers(project, module, of, first);
  const callers = all?.filter((one) => isFromOutside(one, decisions) && (one.isSure || !isOnlySure)) ?? null;
  if (callers !== null && callers.length > 0) {
    return callers.map((caller) => ({ decisions: give(decisions, of, caller.given), via: [...via, caller] }));
  }
  if (all !== null && all.length > 0 && !isOnlySure) return [];
  return [{ decisions: give(decisions, of, whyNobody(module, of, callers, via)), via }];
}

function withUnreadable(decisions: Decisions, { node }: Argument, worth: Value): Decisions {
  return { ...decisions, unreadable: new Map([...decisions.unreadable, [node, worth]]) };
}

function give(decisions: Decisions, of: FunctionNode, given: Given): Decisions {
  return { ...decisions, given: new Map([...decisions.given, [of, given]]) };
}

/** Whether a call is made outside of the functions passed through: a function that calls itself brings nothing new. */
function isFromOutside(caller: Caller, { given }: Decisions): boolean {
  for (const outer of caller.module.around(caller.node)) if (given.has(outer as FunctionNode)) return false;
  return true;
}

function whyNobody(module: Module, of: FunctionNode, callers: readonly Caller[] | null, via: readonly Caller[]): Given {
  if (of === module.component) return { kind: 'nothing', reason: OF_COMPONENT, dead: null };
  const name = functionName(module, of);
  if (via.length >= MOST_HOPS) {
    return { kind: 'nothing', reason: `it is passed through more than ${MOST_HOPS} functions`, dead: null };
  }
  if (callers === null || name === null) {
    return { kind: 'nothing', reason: 'it is a parameter of a function without a name', dead: null };
  }
  return { kind: 'nothing', reason: `it is a parameter of ${name}`, dead: name };
}

/** A call that is known by its name alone, and gives no table, is of another function of that name. */
function isOfSomethingElse({ table }: Parameters, via: readonly Caller[]): boolean {
  if (via.every(({ isSure }) => isSure)) return false;
  return table.kind === 'undefined' || table.kind === 'function' || table.kind === 'unknown' || table.kind === 'object';
}
