import type { Database } from '../database/database.js';
import { type AskedValue, askedValues, type FilterAnswer, type FilterValue } from '../model/filter-value.js';
import type { Subscription } from '../model/subscription.js';
import { messageOf } from '../model/thrown.js';
import {
  answeredValuesQuery,
  askValuesQuery,
  castValuesQuery,
  type FilterAnswerRow,
  rollbackQuery,
  savepointQuery,
} from './queries/filter-values.sql.js';

/**
 * Asks the database whether the type of each filtered column takes the value. The statements are sent without waiting in
 * between, and a failure of theirs leaves the transaction as it was: the values are then unknown, with the reason.
 */
export async function readFilterValues(
  database: Database,
  subscriptions: readonly Subscription[],
): Promise<readonly FilterValue[]> {
  const values = askedValues(subscriptions);
  const asked = values.filter(canBeSent);
  if (asked.length === 0) return values.map((value) => ({ ...value, answer: UNSENDABLE }));
  const items = asked.map(({ relation, column, operator, value }) => ({
    nspname: relation.schema,
    relname: relation.name,
    attname: column,
    operator,
    value,
  }));
  const savepoint = database.query(savepointQuery, []).catch(() => []);
  const answered = Promise.all([
    database.query(askValuesQuery, [JSON.stringify(items)]),
    database.query(castValuesQuery, []),
    database.query(answeredValuesQuery, []),
  ]).then(
    ([, , rows]) => toAnswers(asked, rows),
    (error: unknown) => new Map(asked.map((value) => [value, unknown(messageOf(error))])),
  );
  const rollback = database.query(rollbackQuery, []).catch(() => []);
  const [answers] = await Promise.all([answered, savepoint, rollback]);
  return values.map((value) => ({ ...value, answer: answers.get(value) ?? UNSENDABLE }));
}

/** What a text of PostgreSQL cannot hold: NUL, and half of a surrogate pair. */
function canBeSent({ relation, column, value }: AskedValue): boolean {
  return !/[\0\p{Surrogate}]/u.test([relation.schema, relation.name, column, value ?? ''].join(' '));
}

const UNSENDABLE: FilterAnswer = { kind: 'unknown', reason: 'the filter holds a character that no text can have' };

/** Of a column that does not exist there is no row. */
function toAnswers(asked: readonly AskedValue[], rows: readonly FilterAnswerRow[]): Map<AskedValue, FilterAnswer> {
  const byPlace = new Map(rows.map((row) => [row.place, row]));
  return new Map(
    asked.map((value, place) => {
      const row = byPlace.get(place);
      return [value, row === undefined ? unknown('there is no such column') : toAnswer(row)];
    }),
  );
}

/** The type does not take the value, or this login may not use the type, or the server had other troubles. */
function toAnswer({ code, message, raises }: FilterAnswerRow): FilterAnswer {
  if (code === null) return raises === null ? { kind: 'accepted' } : { kind: 'accepted', raises };
  const isTrouble = /^(?:42501|42704|42883|3F000|25...|5[378]...)$/.test(code);
  return isTrouble ? unknown(message ?? code) : { kind: 'refused', says: message ?? code };
}

function unknown(reason: string): FilterAnswer {
  return { kind: 'unknown', reason };
}
