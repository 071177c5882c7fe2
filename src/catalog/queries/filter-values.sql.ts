import type { Query } from '../../database/database.js';

/** The answer to one value; code and message are null where its type takes it. */
export interface FilterAnswerRow {
  /** Its place in the list that was asked, from 0. */
  readonly place: number;
  /** SQLSTATE. */
  readonly code: string | null;
  readonly message: string | null;
  /** What PostgreSQL says once a row is compared, because the type has no such operator; null where it has one. */
  readonly raises: string | null;
}

/** A statement without rows. */
type NoRow = Readonly<Record<never, never>>;

/**
 * A value that does not fit is an error, and an error ends the transaction that everything is read in. So the values are
 * cast in a block that catches each error, as the server casts them: to the column's type without its modifier, the list
 * of an `in` to an array of that, and with the server's own look for the operator of a pattern. A block takes no parameters and gives no rows; settings of the session carry both.
 * Source: supabase/realtime, functions realtime.cast and realtime.subscription_check_filters.
 *
 * A value that is put in at run time is null; of its condition only the operator is looked for, as the server writes it when
 * it compares a row. One of that very type outside the search path is found too: Realtime's own path is not known here.
 *
 * A name is compared as text besides as name, because the cast to name cuts it at 63 bytes.
 *
 * $1 text: a JSON array of objects with nspname, relname, attname, operator and value.
 */
export const askValuesQuery: Query<NoRow & { readonly asked: string }> = {
  name: 'filter values',
  columns: { asked: 'text' },
  sql: `select pg_catalog.set_config('realtime_guard.asked', $1, false) as asked`,
};

export const castValuesQuery: Query<NoRow> = {
  name: 'filter values',
  columns: {},
  sql: `
do language plpgsql $realtime_guard$
declare
  asked record;
  type_name text;
  symbol text;
  is_taken boolean;
  answers jsonb[] := '{}';
begin
  for asked in
    select value.ordinality - 1 as place, value.item ->> 'operator' as operator, value.item ->> 'value' as literal,
           attribute.atttypid
      from pg_catalog.jsonb_array_elements(pg_catalog.current_setting('realtime_guard.asked')::jsonb)
           with ordinality as value (item, ordinality)
      join pg_catalog.pg_namespace as namespace
        on namespace.nspname = (value.item ->> 'nspname')::name and namespace.nspname::text = value.item ->> 'nspname'
      join pg_catalog.pg_class as class
        on class.relnamespace = namespace.oid
           and class.relname = (value.item ->> 'relname')::name and class.relname::text = value.item ->> 'relname'
      join pg_catalog.pg_attribute as attribute
        on attribute.attrelid = class.oid
           and attribute.attname = (value.item ->> 'attname')::name and attribute.attname::text = value.item ->> 'attname'
           and attribute.attnum > 0 and not attribute.attisdropped
     order by 1
  loop
    begin
      is_taken := false;
      type_name := asked.atttypid::pg_catalog.regtype::text;
      symbol := case asked.operator
        when 'eq' then '=' when 'neq' then '<>' when 'lt' then '<' when 'lte' then '<=' when 'gt' then '>' when 'gte' then '>='
        when 'like' then '~~' when 'ilike' then '~~*' when 'match' then '~' when 'imatch' then '~*' else '=' end;
      if asked.operator in ('like', 'ilike', 'match', 'imatch') then
        if not exists (
          select from pg_catalog.pg_operator
           where oprleft = asked.atttypid
             and case asked.operator
                   when 'match' then oprname = '~' and oprright = asked.atttypid and oprresult = 'boolean'::pg_catalog.regtype
                   when 'imatch' then oprname = '~*' and oprright = asked.atttypid and oprresult = 'boolean'::pg_catalog.regtype
                   else oprname = '~~'
                 end
        ) then
          raise exception 'operator % requires a text-compatible column type, got %', asked.operator, type_name;
        end if;
        if asked.operator in ('match', 'imatch') and asked.literal is not null then
          perform '' ~ asked.literal;
        end if;
      elsif asked.literal is not null then
        execute pg_catalog.format('select pg_catalog.to_jsonb(%L::%s)', asked.literal,
          case asked.operator when 'in' then (type_name || '[]')::pg_catalog.regtype::text else type_name end);
      end if;
      is_taken := true;
      execute pg_catalog.format(
        case asked.operator
          when 'in' then 'select from (select null::%1$s as v) as t where false and v %2$s any (null::%1$s[])'
          when 'isdistinct' then 'select from (select null::%1$s as v) as t where false and v is distinct from v'
          else 'select from (select null::%1$s as v) as t where false and v %2$s v'
        end, type_name, symbol);
      answers := answers || pg_catalog.jsonb_build_object('place', asked.place);
    exception
      when undefined_function then
        answers := answers || case
          when not is_taken
            then pg_catalog.jsonb_build_object('place', asked.place, 'code', sqlstate, 'message', sqlerrm)
          when exists (
            select from pg_catalog.pg_operator
             where oprname = symbol and oprleft = asked.atttypid and oprright = asked.atttypid
          ) then pg_catalog.jsonb_build_object('place', asked.place)
          else pg_catalog.jsonb_build_object('place', asked.place, 'raises', sqlerrm)
        end;
      when others then
        answers := answers || pg_catalog.jsonb_build_object('place', asked.place, 'code', sqlstate, 'message', sqlerrm);
    end;
  end loop;
  perform pg_catalog.set_config('realtime_guard.answered', pg_catalog.to_jsonb(answers)::text, false);
end $realtime_guard$`,
};

export const answeredValuesQuery: Query<FilterAnswerRow> = {
  name: 'filter values',
  columns: { place: 'integer', code: 'text?', message: 'text?', raises: 'text?' },
  sql: `
select (answer.item ->> 'place')::integer as place, answer.item ->> 'code' as code, answer.item ->> 'message' as message,
       answer.item ->> 'raises' as raises
  from pg_catalog.jsonb_array_elements(pg_catalog.current_setting('realtime_guard.answered')::jsonb) as answer (item)`,
};

/** Outside a transaction, as in the embedded database, the two fail without harm. */
export const savepointQuery: Query<NoRow> = { name: 'savepoint', columns: {}, sql: 'savepoint realtime_guard' };
export const rollbackQuery: Query<NoRow> = {
  name: 'savepoint',
  columns: {},
  sql: 'rollback to savepoint realtime_guard',
};
