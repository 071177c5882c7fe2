import { type answersOf, sentValue } from '../model/filter-value.js';
import { displayText, type RelationName } from '../model/names.js';
import { countListed, type FilterCondition, hasHole, parseFilter } from '../model/parse-filter.js';
import { remember } from '../model/remember.js';
import type { Binding, ParameterValue, SourceFacts } from '../model/source.js';
import type { Subscription } from '../model/subscription.js';
import { type ParameterProblem, REFUSED } from './parameter-problem.js';
import { nameBinding, tableOf, verbFor } from './parameter-values.js';
import { inApplication } from './source-findings.js';

/** What the server, or its database, has against a filter. */
export interface FilterProblem {
  /** The filter is, or can be, this. */
  readonly what: string;
  /** What they say. */
  readonly says: string;
  readonly hint: string;
  /** The condition whose value only a column of text takes, which then matches no row. */
  readonly takenByText?: FilterCondition;
}

/** What the database says of the value of a condition, where it was asked. */
export type AnswerOf = ReturnType<typeof answersOf>;

/** The server's limit; a list that is long in bytes is refused before that. */
const MOST_LISTED = 100;

const FORM =
  'Write each condition as column=operator.value: the operator in lower case, no space around =, one comma between conditions.';

const NO_OR = 'A filter has no OR, and joins conditions by a comma: subscribe once for each alternative.';

/** A second condition, joined as in the address of a page, or as in SQL. */
const JOINED = /^[^"]*(?:&|\s(?:and|or)\s+)[\w{}]+=(?:not\.)?(?:eq|neq|[lg]te?|in|i?like|is|i?match|isdistinct)\./i;
const ALTERNATIVES = /^(?:not\.)?or[=(]|[\s}]or\s/i;

/** Every text that the filter can be and that the server refuses. */
export function findFilterProblems(binding: Binding, answerOf: AnswerOf): readonly ParameterProblem[] {
  const of = nameBinding(binding);
  const relation = tableOf(binding);
  return binding.filter.flatMap((value) => {
    const problem = problemOf(value);
    if (problem === null) return [];
    return [
      {
        parameter: 'filter',
        of,
        message: `the filter of ${of} ${verbFor(binding.filter, (other) => problemOf(other) !== null)} ${problem.what}`,
        detail: `${REFUSED}: ${problem.says}`,
        hint: problem.hint,
        ...(relation !== null && isTaken(problem, relation, answerOf) ? TAKEN : {}),
      },
    ];
  });
}

const TAKEN = {
  detail: 'the column takes it for a value like any other: the server accepts the filter and compares each row with it',
  severity: 'warning',
} as const;

/** Whether the database was asked about the very value, and takes it. */
function isTaken({ takenByText }: FilterProblem, relation: RelationName, answerOf: AnswerOf): boolean {
  if (takenByText === undefined || hasHole(takenByText.value)) return false;
  return answerOf(relation, takenByText)?.kind === 'accepted';
}

/**
 * Whether a filter of the source is told of by its parameters alone, so that nobody need say it again with the database
 * at hand.
 */
export function isToldBySource(source: SourceFacts | null): (subscription: Subscription) => boolean {
  const told = new Set<string>();
  for (const { location, filter } of inApplication(source?.bindings ?? [])) {
    for (const value of filter) {
      if (value.kind !== 'text' || problemOf(value) === null) continue;
      told.add([location.file, location.line, location.column, value.text].join('\0'));
    }
  }
  return ({ location, filter }) =>
    location !== null && told.has([location.file, location.line, location.column, filter].join('\0'));
}

/** The first thing wrong with a filter, or null when nothing is for certain; `{}` pieces are not guessed at. */
const problemOf = remember((value: ParameterValue): FilterProblem | null => {
  if (value.kind !== 'text') return null;
  const { text, isWhole } = value;
  const parsed = parseFilter(text, isWhole);
  if (!parsed.accepted) return malformed(text, parsed.reason);
  for (const condition of parsed.conditions) {
    const problem =
      findColumnProblem(condition, text) ?? findConditionProblem(condition, text) ?? findLikelyProblem(condition, text);
    if (problem !== null) return problem;
  }
  return null;
});

/** What the server answers a text that it cannot read. */
export function malformed(text: string, reason: string): FilterProblem {
  return { what: `malformed: ${quote(text)}`, says: displayText(reason), hint: ALTERNATIVES.test(text) ? NO_OR : FORM };
}

/** A name that was meant to be another. */
function findColumnProblem({ column }: FilterCondition, text: string): FilterProblem | null {
  return column !== column.trim() || column === '' || /^".*"$|^(?:not\.)?(?:or|and)\(/s.test(column)
    ? malformed(text, `invalid column for filter ${column}`)
    : null;
}

/** What the server refuses whatever the column is. */
export function findConditionProblem(condition: FilterCondition, text: string): FilterProblem | null {
  const { operator, value } = condition;
  if (operator === 'in' && value.startsWith('(') && countListed(value) > MOST_LISTED) {
    return {
      what: `a list of ${countListed(value)} values`,
      says: `too many values for \`in\` filter. Maximum ${MOST_LISTED}`,
      hint: `Ask for at most ${MOST_LISTED} values, or for all and leave out the others in the callback.`,
    };
  }
  return operator === 'is' && !/^(null|true|false|unknown)$|\{\}/.test(sentValue(condition))
    ? {
        ...malformed(text, 'invalid value for is filter: must be null, true, false, or unknown'),
        hint: 'Compare with a value by eq; is knows only null, true, false and unknown, in lower case.',
      }
    : null;
}

/** What a database refuses, but for a column of text, which takes it and matches no row. */
function findLikelyProblem(condition: FilterCondition, text: string): FilterProblem | null {
  const { value } = condition;
  const says = `invalid input syntax for type ...: ${quote(value)} (where the column is text, it is accepted and no row matches)`;
  if (JOINED.test(value)) {
    return {
      ...malformed(text, says),
      says,
      takenByText: condition,
      hint: ALTERNATIVES.test(value) ? NO_OR : 'Join conditions by a comma; what stands before it is the value.',
    };
  }
  return comparesWithNothing(condition)
    ? {
        what: `a comparison with the text ${quote(value)}`,
        says,
        takenByText: condition,
        hint: /null/.test(value)
          ? 'Ask for NULL by is.null, or subscribe only once the value is there.'
          : 'Subscribe only once the value is there.',
      }
    : null;
}

/** Words that a template writes for a value that is not there. */
function comparesWithNothing({ operator, value }: FilterCondition): boolean {
  if (operator === 'is') return false;
  if (operator === 'in') return value === '(undefined)' || value === '(null)';
  return value === 'undefined' || value === '[object Object]' || (value === 'null' && operator !== 'isdistinct');
}

/** Text for one line of a message, in quotes. */
export function quote(text: string): string {
  return `"${shorten(text)}"`;
}

/** Text for people, cut where it would fill a line. What a filter is recognised by, too. */
export function shorten(text: string): string {
  return displayText(text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}...` : text);
}

const LONGEST_SHOWN = 80;
