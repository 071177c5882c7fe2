import type { Decisions, Question } from './evaluation.js';
import { Evaluation } from './evaluation.js';
import { type Caller, findCallers, functionName } from './find-callers.js';
import type { Given } from './given.js';
import type { Module } from './module.js';
import type { FunctionNode } from './nodes.js';
import type { Parameters, ReadParameters } from './parameters.js';
import type { Project } from './project.js';
import { isRuledOut } from './rule-out.js';
import { UNDEFINED, unknown, type Value } from './value.js';

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
  const { found, cut } = follow(project, read, isOfSomethingElse);
  const more = cut === null ? [] : [{ parameters: { ...NOTHING, table: unknown(cut) }, via: [] }];
  const ways = [...found.map(({ value, via }) => ({ parameters: value, via })), ...more];
  const open = ways.filter(({ parameters }) => !Object.values<Value>({ ...parameters }).some(isRuledOut));
  // Code that a test keeps from ever running is there for a value that is not seen from here.
  return open.length > 0 ? open : ways.map(({ parameters, via }) => ({ parameters: unseen(parameters), via }));
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

/** Every way, or as many as there is time for: then `cut` says why those are not all. */
function follow<T>(
  project: Project,
  read: (evaluation: Evaluation) => T | null,
  isOther: (value: T, via: readonly Caller[]) => boolean,
): { readonly found: readonly { readonly value: T; readonly via: readonly Caller[] }[]; readonly cut: string | null } {
  const found: { readonly value: T; readonly via: readonly Caller[] }[] = [];
  const open: { readonly decisions: Decisions; readonly via: readonly Caller[] }[] = [
    { decisions: { given: new Map(), options: new Map() }, via: [] },
  ];
  let tried = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.length >= MOST_WAYS) return { found, cut: `it has more than ${MOST_WAYS} values` };
    if (project.stepsLeft <= 0) return { found, cut: 'it takes too long to work out' };
    const { decisions, via } = next;
    tried += 1;
    const evaluation = new Evaluation(project, decisions);
    const value = read(evaluation);
    const { question } = evaluation;
    project.stepsLeft -= evaluation.steps + (found.length > 0 ? STEPS_OF_WAY : 0);
    if (question !== null && tried < MOST_TRIED) open.push(...answersTo(project, question, decisions, via).reverse());
    else if (value !== null && !isOther(value, via)) found.push({ value, via });
  }
  return { found, cut: null };
}

function answersTo(project: Project, question: Question, decisions: Decisions, via: readonly Caller[]) {
  if (question.kind === 'option') {
    return Array.from({ length: question.count }, (_, option) => ({
      decisions: { ...decisions, options: new Map([...decisions.options, [question.key, option]]) },
      via,
    }));
  }
  const { module, of } = question;
  const callers = via.length >= MOST_HOPS ? null : callersOf(project, module, of, decisions);
  if (callers === null || callers.length === 0) {
    return [{ decisions: give(decisions, of, whyNobody(module, of, callers, via)), via }];
  }
  return callers.map((caller) => ({ decisions: give(decisions, of, caller.given), via: [...via, caller] }));
}

function give(decisions: Decisions, of: FunctionNode, given: Given): Decisions {
  return { ...decisions, given: new Map([...decisions.given, [of, given]]) };
}

/** Callers from outside the functions that were passed through: a function that calls itself brings nothing new. */
function callersOf(project: Project, module: Module, of: FunctionNode, { given }: Decisions): readonly Caller[] | null {
  const callers = findCallers(project, module, of);
  return (
    callers?.filter((caller) => {
      for (const outer of caller.module.around(caller.node)) if (given.has(outer as FunctionNode)) return false;
      return true;
    }) ?? null
  );
}

function whyNobody(module: Module, of: FunctionNode, callers: readonly Caller[] | null, via: readonly Caller[]): Given {
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
