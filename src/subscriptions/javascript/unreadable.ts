import { type Argument, type Decisions, eachOption, UNDECIDED } from './decisions.js';
import { Evaluation } from './evaluation.js';
import type { Project } from './project.js';
import { isRuledOut } from './rule-out.js';
import { possible, type Value } from './value.js';

/** In how many ways an argument may be read before it counts as one that can be. */
const MOST_TRIED = 400;

/**
 * What an argument is worth that cannot be read in any way; null for one that can be in some, or that depends on who calls.
 * It is then unknown once, for all who come by it: otherwise each of them has its every way tried and told.
 */
export function unreadable(project: Project, argument: Argument): Value | null {
  const known = FOUND.get(argument.node);
  if (known !== undefined) return known;
  const value = tryAll(project, argument);
  FOUND.set(argument.node, value);
  return value;
}

/** A tree belongs to one project. */
const FOUND = new WeakMap<Argument['node'], Value | null>();

function tryAll(project: Project, { module, node }: Argument): Value | null {
  const open: Decisions[] = [UNDECIDED];
  let unknown: Value | null = null;
  let tried = 0;
  for (let decisions = open.pop(); decisions !== undefined; decisions = open.pop()) {
    tried += 1;
    if (tried > MOST_TRIED || project.stepsLeft <= 0) return null;
    const evaluation = new Evaluation(project, decisions);
    const value = evaluation.evaluate(module, node);
    const { question } = evaluation;
    project.stepsLeft -= evaluation.steps;
    if (question?.kind === 'calls') return null;
    if (question !== null) open.push(...eachOption(decisions, question));
    else if (possible(value).some(({ kind }) => kind !== 'unknown')) return null;
    // Where tests leave nothing of it, it is not asked for.
    else if (!isRuledOut(value)) unknown ??= value;
  }
  return unknown;
}
