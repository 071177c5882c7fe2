import { everyFinding } from '../model/explained.js';
import { type FixStep, PUBLISHABLE } from '../model/fix.js';
import { quoteIdentifier, quoteLiteral, quoteRelation, type RelationName, relationKey } from '../model/names.js';
import type { Verdict } from '../model/verdict.js';

type PublishStep = Extract<FixStep, { kind: 'publish' }>;
type EventsStep = Extract<FixStep, { kind: 'publish-events' }>;

/** So long a statement waits for a lock: behind it, everybody else who wants the table would wait. */
const SET_LOCK_TIMEOUT = "set lock_timeout = '5s';";
const RESET_LOCK_TIMEOUT = 'reset lock_timeout;';

/** The statements of one finding's fix, as one would type them; without the guards of the whole migration. */
export function renderFix(steps: readonly FixStep[]): string {
  const statements = steps.map(toStatement);
  // ALTER TABLE wants the table for itself, if only for an instant.
  const isExclusive = steps.some(({ kind }) => kind === 'replica-identity-full');
  return (isExclusive ? [SET_LOCK_TIMEOUT, ...statements, RESET_LOCK_TIMEOUT] : statements).join('\n');
}

/** The bare statements, for a migration that makes the tables itself: nobody waits for a lock on them yet. */
export function renderStatements(steps: readonly FixStep[]): readonly string[] {
  return steps.map(toStatement);
}

/**
 * Every finding's fix as one migration, or null when nothing can be fixed by SQL alone. It is idempotent, also where
 * somebody made part of it by hand, waits at most five seconds for a lock, and publishes all tables in one statement,
 * because each change of a publication makes Realtime subscribe every channel again.
 */
export function renderFixMigration(verdict: Verdict): string | null {
  if (verdict.isFixWithdrawn) return null;
  const steps = everyFinding(verdict.findings).flatMap(({ fix }) => fix);
  if (steps.length === 0) return null;
  const created = steps.find((step) => step.kind === 'create-publication');
  const published = byRelation(steps.filter((step) => step.kind === 'publish'));
  const full = byRelation(steps.filter((step) => step.kind === 'replica-identity-full'));
  const blocks = [
    SET_LOCK_TIMEOUT,
    ...(created === undefined ? [] : [createPublication(created.publication)]),
    ...(published.length === 0 ? [] : [publishMissing(published)]),
    ...(full.length === 0 ? [] : [full.map(toStatement).join('\n')]),
    ...publishEvents(steps.filter((step) => step.kind === 'publish-events')),
    RESET_LOCK_TIMEOUT,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function toStatement(step: FixStep): string {
  switch (step.kind) {
    case 'create-publication':
      return `create publication ${quoteIdentifier(step.publication)};`;
    case 'publish':
      return `alter publication ${quoteIdentifier(step.publication)} add table ${quoteRelation(step.table)};`;
    case 'replica-identity-full':
      return `alter table ${quoteRelation(step.table)} replica identity full;`;
    case 'publish-events':
      return `alter publication ${quoteIdentifier(step.publication)} set (publish = ${quoteLiteral(step.events.join(', '))});`;
  }
}

/** CREATE PUBLICATION knows no IF NOT EXISTS. */
function createPublication(publication: string): string {
  return `do ${dollarQuoted(`
begin
  if not exists (select from pg_catalog.pg_publication where pubname = ${quoteLiteral(publication)}) then
    create publication ${quoteIdentifier(publication)};
  end if;
end
`)};`;
}

/** ADD TABLE fails with 42710 for a member, and then for all: only those still missing are named. */
function publishMissing(steps: readonly PublishStep[]): string {
  const [{ publication }] = steps as readonly [PublishStep, ...PublishStep[]];
  const wanted = steps.map(({ table }) => `(${quoteLiteral(table.schema)}, ${quoteLiteral(table.name)})`);
  const tables = steps.map(({ table }) => quoteRelation(table)).join(', ');
  return `-- What this runs, for those of the tables that are not in the publication yet:
${comment(`alter publication ${quoteIdentifier(publication)} add table ${tables};`)}
do ${dollarQuoted(`
declare
  missing text;
begin
  select string_agg(format('%I.%I', wanted.schemaname, wanted.tablename), ', ')
    into missing
    from (values
      ${wanted.join(',\n      ')}
    ) as wanted (schemaname, tablename)
   where not exists (
      select from pg_catalog.pg_publication_tables as member
       where member.pubname = ${quoteLiteral(publication)}
         and member.schemaname = wanted.schemaname
         and member.tablename = wanted.tablename
    );
  if missing is not null then
    execute format('alter publication %I add table %s', ${quoteLiteral(publication)}, missing);
  end if;
end
`)};`;
}

/** After the identities are set, since sending an UPDATE or DELETE that nothing identifies makes it fail. */
function publishEvents(steps: readonly EventsStep[]): readonly string[] {
  const [first] = steps;
  if (first === undefined) return [];
  const events = PUBLISHABLE.filter((event) => steps.some((step) => step.events.includes(event)));
  return [toStatement({ ...first, events })];
}

/** A dollar-quoted body under a tag that the body does not hold, whatever the tables are called. */
function dollarQuoted(body: string): string {
  let tag = '$fix$';
  for (let number = 1; body.includes(tag); number += 1) tag = `$fix${number}$`;
  return tag + body + tag;
}

/** A line break in a name would end the comment and run the rest as SQL. */
function comment(text: string): string {
  return `-- ${text.replace(/[\r\n]/g, ' ')}`;
}

function byRelation<Step extends { readonly table: RelationName }>(steps: readonly Step[]): readonly Step[] {
  const once = new Map(steps.map((step) => [relationKey(step.table), step]));
  return [...once.values()].sort((one, other) => (quoteRelation(one.table) < quoteRelation(other.table) ? -1 : 1));
}
