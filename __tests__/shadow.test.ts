import { describe, expect, test } from '@jest/globals';
import { guard } from '../src/guard.js';
import { optionsFromCli, readCommandLine } from '../src/inputs/from-cli.js';
import type { Verdict } from '../src/model/verdict.js';
import { toAnnotations } from '../src/reports/annotations.js';
import { renderFixMigration } from '../src/reports/fix-migration.js';
import { renderJobSummary } from '../src/reports/job-summary.js';
import { renderJson, toJsonV1 } from '../src/reports/json-v1.js';
import { PLAIN } from '../src/reports/paint.js';
import { renderText } from '../src/reports/text.js';
import { check } from './support/check.js';
import { createTestDatabase, servers } from './support/databases.js';
import { type Example, exampleFolder } from './support/examples.js';
import { tableRows } from './support/markdown-tables.js';
import { expectRendered } from './support/rendered.js';

/** The migrations alone: no database-url, no config but the project's. */
async function checkExample(example: Example): Promise<Verdict> {
  return await guard(await optionsFromCli(readCommandLine(['--cwd', exampleFolder(example)]), {}, '.'));
}

/** Each text is a migration of its own: supabase/migrations/1_m.sql and so on. */
function project(...migrations: readonly string[]): Record<string, string> {
  return Object.fromEntries(migrations.map((sql, index) => [`supabase/migrations/${index + 1}_m.sql`, sql]));
}

/** Without what is only worth knowing of a healthy table. */
const told = ({ findings }: Verdict): readonly string[] =>
  findings
    .filter(({ ruleId }) => ruleId !== 'delete-old-is-key-only')
    .map(({ ruleId, subject, location }) =>
      [ruleId, subject, location === null ? '' : `${location.file}:${location.line}`].join(' '),
    );

const BARE = (name: string): string =>
  `create table ${name} (id int primary key); alter table ${name} enable row level security; create policy readers on ${name} for select using (true);`;
const TABLE = (name: string): string => `${BARE(name)} alter table ${name} replica identity full;`;
const PUBLISH = (name: string): string => `alter publication supabase_realtime add table ${name};`;
const SUBSCRIBE = (...tables: readonly string[]): string[] => tables.flatMap((table) => ['--subscriptions', table]);

/** Runs SQL in a database of its own and gives what is made of its URL. */
async function withDatabase<Result>(sql: string, work: (url: string) => Promise<Result>): Promise<Result> {
  const database = await createTestDatabase(servers().at(-1)?.major ?? 17, sql);
  try {
    return await work(database.url);
  } finally {
    await database.drop();
  }
}

test('migrations are judged as on the PostgreSQL of a Supabase project, not as on the embedded one', async () => {
  const sql = `create table public.docs (id int primary key, title text,
      search tsvector generated always as (to_tsvector('simple', title)) stored);
    alter table public.docs enable row level security;
    create policy readers on public.docs for select using (true);
    ${PUBLISH('public.docs')}`;
  expect(told(await check(undefined, [], project(sql, 'alter table public.docs replica identity full')))).toEqual([]);
  const verdict = await check(undefined, [], project(sql));
  expect(told(verdict)).toEqual(['replica-identity-full public.docs supabase/migrations/1_m.sql:5']);
  expect(renderFixMigration(verdict)).toContain('alter table public.docs replica identity full;');
});

describe('the birth story, from the migrations alone', () => {
  test('broken: both tables, at the line that publishes them, with the line that subscribes', async () => {
    const verdict = await checkExample('broken');
    expect(verdict).toMatchObject({ conclusion: 'failure', counts: { error: 2, warning: 0, notice: 2 }, limits: [] });
    const published = 'examples/crm-realtime/broken/supabase/migrations/20250324093000_realtime.sql';
    expect(told(verdict)).toEqual([
      `replica-identity-full public.camp_conversas ${published}:4`,
      `replica-identity-full public.main_crm ${published}:3`,
    ]);
    expect(verdict.findings.slice(0, 2).map(({ related }) => related[0])).toMatchObject([
      { file: 'examples/crm-realtime/broken/src/realtime/conversas.ts', line: 20, label: 'subscribed here' },
      { file: 'examples/crm-realtime/broken/src/realtime/crm.ts', line: 21, label: 'subscribed here' },
    ]);
    expectRendered('shadow.txt', renderText(verdict, PLAIN));
    expectRendered('shadow.json', renderJson(verdict));
    expectRendered('shadow.summary.md', renderJobSummary(verdict, { links: null, summaryUrl: null }));
  });

  test('healthy: nothing but what is worth knowing', async () => {
    const verdict = await checkExample('healthy');
    expect(verdict).toMatchObject({ conclusion: 'success', limits: [] });
    expect(verdict.findings.map(({ ruleId, severity }) => `${severity} ${ruleId}`)).toEqual([
      'notice delete-old-is-key-only',
      'notice delete-old-is-key-only',
    ]);
  });
});

describe('what the migrations tell', () => {
  test('a table that is subscribed to and lost, at the line that lost it', async () => {
    const verdict = await check(
      undefined,
      SUBSCRIBE('public.a', 'public.b'),
      project(
        `${TABLE('a')}\n${TABLE('b')}\n${PUBLISH('a, b')}`,
        'select 1;\nalter publication supabase_realtime set table b;',
      ),
    );
    expect(told(verdict)).toEqual([
      'subscribed-table-published public.a supabase/migrations/2_m.sql:2',
      'publication-kept public.a supabase/migrations/2_m.sql:2',
    ]);
    expect(renderFixMigration(verdict)).toContain('add table public.a;');
  });

  test('a lost table that nobody subscribes to is found, and has a fix', async () => {
    const verdict = await check(
      undefined,
      [],
      project(`${TABLE('a')}${TABLE('b')}${PUBLISH('a, b')}`, `drop table a; ${BARE('a')}`),
    );
    expect(told(verdict)).toEqual(['publication-kept public.a supabase/migrations/2_m.sql:1']);
    expect(verdict).toMatchObject({ conclusion: 'success', counts: { warning: 1 } });
    expect(renderFixMigration(verdict)).toContain('alter table public.a replica identity full;');
  });

  test('a publication that they do not mention is unknown', async () => {
    const verdict = await check(undefined, SUBSCRIBE('public.a'), project(TABLE('a')));
    expect(verdict.conclusion).toBe('undetermined');
    expect(verdict.reason).toMatch(
      /^subscribed-table-published: no migration mentions publication supabase_realtime, /,
    );
  });

  test('what rests on a table that no migration creates is a notice without a fix', async () => {
    const verdict = await check(
      undefined,
      [],
      project(`do $$ begin if to_regclass('public.gone') is not null then end if; end $$; ${PUBLISH('public.gone')}`),
    );
    expect(verdict).toMatchObject({ conclusion: 'success', counts: { error: 0, notice: 1 } });
    expect(verdict.findings).toMatchObject([
      { ruleId: 'replica-identity-full', subject: 'public.gone', severity: 'notice', confidence: 'assumed', fix: [] },
    ]);
    expect(renderText(verdict, PLAIN)).toContain('assumed, as the migrations do not tell all of it');
  });

  test('a statement that needs a second try counts, and is said to have needed it', async () => {
    const verdict = await check(undefined, [], project(PUBLISH('public.a'), BARE('public.a')));
    expect(verdict.findings).toMatchObject([{ severity: 'error', confidence: 'deferred' }]);
    expect(renderJobSummary(verdict, { links: null, summaryUrl: null })).toContain('after a second try');
  });

  test('failures: what matters is a finding at its line, the rest is counted, what is left out is named', async () => {
    const verdict = await check(undefined, [], {
      ...project(
        `${TABLE('a')}${PUBLISH('a')}\ndo $$ begin raise exception 'no data'; end $$;\ncomment on table x is 'y';`,
      ),
      'supabase/migrations/later.sql': 'select 1',
      'supabase/migrations/README.md': '',
    });
    expect(told(verdict)).toEqual(['migrations-replay supabase/migrations/1_m.sql:2 supabase/migrations/1_m.sql:2']);
    expect(verdict.limits).toEqual([
      '1 of 7 statements failed in the replay without a bearing on what is checked',
      expect.stringMatching(/^no subscriptions are given or found in \d+ source files: /),
      'supabase/migrations/later.sql was not replayed: its name is not <timestamp>_<name>.sql, so the Supabase CLI leaves it out',
    ]);
  });

  test('JSON names the database, its migrations and where each table comes from', async () => {
    const { databases, tables, findings } = toJsonV1(await checkExample('broken'));
    expect(databases).toEqual([
      {
        name: 'shadow',
        engine: expect.stringMatching(/^PGlite \(PostgreSQL 18\.\d+\)$/),
        migrations: { files: 4, statements: 24, failed: 0 },
      },
    ]);
    expect(tables.find(({ name }) => name === 'camp_mensagens')).toMatchObject({
      database: 'shadow',
      confidence: 'replayed',
      created_at: { line: 9 },
      published_at: { line: 5 },
      identity_at: { file: expect.stringMatching(/replica_identity\.sql$/), line: 2 },
    });
    expect(findings[0]).toMatchObject({ databases: ['shadow'], confidence: 'replayed' });
  });
});

describe('the fix is tried before it is offered', () => {
  const BROKEN = `create table a (id int primary key); ${PUBLISH('a')}`;

  test('one that does not mend is withdrawn', async () => {
    const undone = `create function back() returns event_trigger language plpgsql as $$ begin
        if (select relreplident = 'f' from pg_class where oid = 'public.a'::regclass) then
          alter table public.a replica identity default;
        end if;
      end $$;
      create event trigger back on ddl_command_end when tag in ('ALTER TABLE') execute function back();`;
    const verdict = await check(undefined, [], project(BROKEN, undone));
    expect(verdict.limits).toContain(
      'no fix migration is offered: after it, table public.a has REPLICA IDENTITY DEFAULT, not FULL',
    );
  });

  test('under a column list FULL would break writes: there is none, and the hint says why', async () => {
    const list =
      'create table a (id int primary key, b int); alter table a enable row level security; alter publication supabase_realtime add table a (id);';
    const verdict = await check(undefined, [], project(list));
    expect(renderFixMigration(verdict)).toBeNull();
    expect(verdict.findings[0]?.hint).toContain('42P10');
  });
});

describe('migrations that turn against the check', () => {
  test('event triggers that forbid everything do not forbid the check', async () => {
    const never = `create function no() returns event_trigger language plpgsql as $$ begin raise 'never'; end $$;
      create event trigger no_drop on sql_drop execute function no();
      create event trigger no_start on ddl_command_start execute function no();`;
    const verdict = await check(undefined, [], project(`${BARE('a')} ${PUBLISH('a')}`, never));
    expect(told(verdict)).toEqual(['replica-identity-full public.a supabase/migrations/1_m.sql:1']);
  });

  test('a database emptied of its tables has nothing to check, which is no success', async () => {
    const verdict = await check(undefined, [], project(`${TABLE('a')}${PUBLISH('a')}`, 'drop schema public cascade'));
    expect(verdict.conclusion).toBe('undetermined');
    expect(verdict.reason).toMatch(/^nothing to check: publication supabase_realtime has no tables/);
  });
});

/** What a run says besides its findings: why it is undetermined, and its notes. */
const saidBeside = ({ reason, limits }: Verdict): string => [reason ?? '', ...limits].join('\n');

describe('## What the guard says about the migrations', () => {
  const healthy = `${TABLE('a')} ${PUBLISH('a')}`;
  const guarded = `create function no() returns event_trigger language plpgsql as $$ begin raise exception 'ask the DBA'; end $$;
    create event trigger no_alter on ddl_command_start when tag in ('ALTER TABLE') execute function no();`;
  const cases: readonly (readonly [string, () => Promise<Verdict>])[] = [
    ['no migration mentions the publication', () => check(undefined, SUBSCRIBE('public.a'), project(TABLE('a')))],
    ['a statement that does not end', () => check(undefined, [], project('select pg_sleep(3600)'))],
    ['a catalogue that a migration broke', () => check(undefined, [], project(`${healthy} delete from pg_class;`))],
    [
      'statements that fail and touch no table or publication',
      () => check(undefined, [], project(`${healthy} comment on table x is 'y'`)),
    ],
    [
      'a file that is not named as a migration',
      () => check(undefined, [], { ...project(healthy), 'supabase/migrations/later.sql': '' }),
    ],
    [
      'a fix that fails on top of the migrations',
      () => check(undefined, [], project(`${BARE('a')} ${PUBLISH('a')}`, guarded)),
    ],
    [
      'a fix for a table that only the database has',
      () =>
        withDatabase(`${BARE('a')} ${TABLE('b')} ${PUBLISH('a, b')}`, (url) =>
          check(url, [], project(`${TABLE('b')} ${PUBLISH('b')}`)),
        ),
    ],
  ];
  const documented = new Map(
    tableRows('docs/troubleshooting.md', '## What the guard says about the migrations').map(
      ([given = '', says = '']) => [given, says.replace(/^`|`$/g, '')],
    ),
  );

  test('has a row for each case, and no other', () => {
    expect([...documented.keys()]).toEqual(cases.map(([given]) => given));
  });

  test.each(cases)(
    '%s',
    async (given, run) => {
      const verdict = await run();
      expect(saidBeside(verdict)).toContain(documented.get(given));
      expect(verdict.conclusion === 'undetermined').toBe(cases.slice(0, 3).some(([one]) => one === given));
    },
    120_000,
  );
});

describe('a database and the migrations', () => {
  test('what holds in both is one finding that says so, with the line of the migrations', async () => {
    const sql = `${BARE('a')} ${PUBLISH('a')}`;
    await withDatabase(sql, async (url) => {
      const verdict = await check(url, [], project(sql));
      expect(verdict.findings).toMatchObject([
        { subject: 'public.a', databases: ['preview', 'shadow'], location: { file: 'supabase/migrations/1_m.sql' } },
      ]);
      expect(renderText(verdict, PLAIN)).toContain('so in the database and in the migrations');
      expect(toAnnotations(verdict)[0]?.message).toContain('so in the database and in the migrations');
    });
  });

  test('what was clicked together in the dashboard is told from what the migrations say', async () => {
    const migrations = `${BARE('a')}\n${TABLE('b')}${TABLE('c')}\n${PUBLISH('a, c')}`;
    const clicked = `${migrations} alter table a replica identity full; ${PUBLISH('b')}
      alter publication supabase_realtime drop table c;`;
    await withDatabase(clicked, async (url) => {
      const verdict = await check(url, [], project(migrations));
      expect(told(verdict)).toEqual([
        'replica-identity-full public.a supabase/migrations/1_m.sql:3',
        'database-matches-migrations public.b supabase/migrations/1_m.sql:2',
        'database-matches-migrations public.c supabase/migrations/1_m.sql:3',
      ]);
      expect(renderText(verdict, PLAIN)).toContain('so in the migrations only');
      expect(toJsonV1(verdict).databases.map(({ name }) => name)).toEqual(['preview', 'shadow']);
      expect(renderFixMigration(verdict)).toContain('add table public.b;');
    });
  });

  test('migrations that do not mention the publication leave the word to the database', async () => {
    await withDatabase(`${TABLE('a')}${PUBLISH('a')}`, async (url) => {
      const verdict = await check(url, SUBSCRIBE('public.a: INSERT'), project(TABLE('a')));
      expect(verdict.conclusion).toBe('success');
      expect(told(verdict)).toEqual([]);
    });
  });

  test('a database that is away leaves the findings of the migrations, and never success', async () => {
    const away = 'postgresql://postgres@127.0.0.1:1/postgres';
    expect(await check(away, [], project(`${BARE('a')} ${PUBLISH('a')}`))).toMatchObject({
      conclusion: 'failure',
      findings: [{ databases: ['shadow'] }],
      limits: expect.arrayContaining([expect.stringContaining('nothing listens there')]),
    });
    expect(await check(away, [], project(`${TABLE('a')}${PUBLISH('a')}`))).toMatchObject({
      conclusion: 'undetermined',
      reason: expect.stringContaining('nothing listens there'),
    });
  });

  test('shadow: off looks at the database alone', async () => {
    await withDatabase(`${TABLE('a')}${PUBLISH('a')}`, async (url) => {
      const verdict = await check(url, ['--shadow', 'off'], project('this is not SQL'));
      expect(verdict).toMatchObject({ conclusion: 'success', shadow: null });
    });
  });
});
