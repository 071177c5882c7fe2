import { createHash } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { expect, test } from '@jest/globals';
import { sentValue } from '../../src/model/filter-value.js';
import { type FilterCondition, parseFilter } from '../../src/model/parse-filter.js';
import { oversizeOf } from '../../src/rules/filter-index-size.js';

/** The server's own type, table and index. Source: supabase/realtime, migrations of realtime.subscription. */
const INDEX = `
create type operator as enum ('eq', 'in');
create type filter as (column_name text, op operator, value text, negate boolean);
create table subscription (id uuid, entity regclass, filters filter[], action_filter text, selected_columns text[]);
create unique index on subscription (id, entity, filters, action_filter, coalesce(selected_columns, '{}'));`;

const ENTER = `
insert into subscription
select gen_random_uuid(), 'subscription'::regclass,
       array(select row(c, 'in'::operator, v, false)::filter from unnest($1::text[], $2::text[]) as given (c, v)), $3, null`;

/** The numth list of values; some hardly compress, some do, some have letters of two bytes. */
function filterOf(number: number): string {
  const values = Array.from({ length: 20 + ((number * 7) % 81) }, (_, index) => {
    const hex = createHash('sha256').update(`${number} ${index}`).digest('hex');
    if (number % 3 === 0) return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${hex.slice(16, 28)}`;
    if (number % 3 === 1) return `Émile ${hex.slice(0, 10)} of the long street ${index} ${hex.slice(0, number % 20)}`;
    return `user_${hex.slice(0, 16 + (number % 40))}`;
  });
  const further = number % 4 === 0 ? ',other=in.(a)' : '';
  return `some_column=in.(${values.join(',')})${further}`;
}

test('a list is too long for the index exactly where PostgreSQL says so, and of that size', async () => {
  const engine = await PGlite.create();
  try {
    await engine.exec(INDEX);
    const said = async (conditions: readonly FilterCondition[], event: string): Promise<number | null> => {
      const columns = conditions.map(({ column }) => column);
      try {
        await engine.query(ENTER, [columns, conditions.map(sentValue), event]);
        return null;
      } catch (error) {
        return Number(/index row size (\d+)/.exec(String(error))?.[1]);
      }
    };
    const sizes: (number | null)[] = [];
    for (let number = 0; number < 200; number += 1) {
      const parsed = parseFilter(filterOf(number), true);
      if (!parsed.accepted) throw new Error(parsed.reason);
      const event = ['*', 'INSERT'][number % 2] ?? '*';
      sizes.push(oversizeOf(parsed.conditions, event));
      expect([number, sizes.at(-1)]).toEqual([number, await said(parsed.conditions, event)]);
    }
    expect(sizes.filter((size) => size !== null).length).toBeGreaterThan(30);
  } finally {
    await engine.close();
  }
});
