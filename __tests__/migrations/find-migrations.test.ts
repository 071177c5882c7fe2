import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findMigrations, type SaidMigrations } from '../../src/migrations/find-migrations.js';
import { readStatements } from '../../src/migrations/read-statements.js';
import { InputError } from '../../src/model/input-error.js';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'realtime-guard-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files into the folder; one without text is `select 1`. */
function write(...files: readonly (string | readonly [string, string])[]): void {
  for (const file of files) {
    const [path, text] = typeof file === 'string' ? [file, 'select 1'] : file;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** `origin: files | what was skipped`, as short as a test can be. */
async function find(said: SaidMigrations | string | null = null): Promise<readonly string[] | null> {
  const what = typeof said === 'string' ? { origin: '--migrations', text: said } : said;
  const history = await findMigrations(folder, folder, what);
  if (history === null) return null;
  const skipped = history.skipped.map(({ file, reason }) => `- ${file}: ${reason}`);
  return [history.origin, ...history.files.map(({ file }) => file), ...skipped];
}

const UNDERSCORE = 'its name is not <timestamp>_<name>.sql, so the Supabase CLI leaves it out';
const config = (text: string): readonly [string, string] => ['supabase/config.toml', text];

describe('nothing said', () => {
  test('nothing there', async () => {
    expect(await find()).toBeNull();
  });

  test('an empty migrations folder is none', async () => {
    write('supabase/migrations/.gitkeep', 'supabase/seed.sql', 'supabase/roles.sql');
    expect(await find()).toBeNull();
  });

  test('supabase/migrations in the order of names, hyphens too', async () => {
    write('supabase/migrations/2_b.sql', 'supabase/migrations/10_a.sql', 'supabase/migrations/1-c.sql');
    write('supabase/migrations/3_.sql', 'prisma/migrations/1_a/migration.sql', 'supabase/schemas/a.sql');
    expect(await find()).toEqual([
      'supabase',
      'supabase/migrations/1-c.sql',
      'supabase/migrations/10_a.sql',
      'supabase/migrations/2_b.sql',
      'supabase/migrations/3_.sql',
    ]);
  });

  test('what the CLI leaves out is told', async () => {
    write('supabase/migrations/1_a.sql', 'supabase/migrations/README.md', 'supabase/migrations/old/1_a.sql');
    write('supabase/migrations/a_1.sql', 'supabase/migrations/2_b.SQL', 'supabase/migrations/9_x.sql/inside');
    expect(await find()).toEqual([
      'supabase',
      'supabase/migrations/1_a.sql',
      `- supabase/migrations/2_b.SQL: ${UNDERSCORE}`,
      '- supabase/migrations/9_x.sql: it is a folder',
      `- supabase/migrations/README.md: ${UNDERSCORE}`,
      `- supabase/migrations/a_1.sql: ${UNDERSCORE}`,
      `- supabase/migrations/old: ${UNDERSCORE}`,
    ]);
  });

  test.each([
    ['20211208235959_init.sql', false],
    ['20211209000000_init.sql', true],
    ['20200101000000_initial.sql', true],
    ['2020_init.sql', true],
  ])('a first %s is applied: %s', async (name, isApplied) => {
    write(`supabase/migrations/${name}`, 'supabase/migrations/20220101000000_a.sql');
    expect((await find())?.[1]).toBe(`supabase/migrations/${isApplied ? name : '20220101000000_a.sql'}`);
    expect(await find()).toHaveLength(3);
  });

  test('an old init that is not the first is applied', async () => {
    write('supabase/migrations/20200101000000_a.sql', 'supabase/migrations/20200102000000_init.sql');
    expect(await find()).toHaveLength(3);
  });

  test('roles.sql comes first', async () => {
    write('supabase/migrations/1_a.sql', 'supabase/roles.sql');
    expect(await find()).toEqual(['supabase', 'supabase/roles.sql', 'supabase/migrations/1_a.sql']);
  });

  test('migrations that are off are told and count for nothing', async () => {
    write('supabase/migrations/1_a.sql', config('[db.migrations]\nenabled = false # for now\n'));
    const off = '- supabase/migrations/1_a.sql: [db.migrations] enabled is false in supabase/config.toml';
    expect(await find()).toEqual(['supabase', off]);
    write('drizzle/0000_a.sql');
    expect(await find()).toEqual(['drizzle', 'drizzle/0000_a.sql', off]);
  });

  test('the declared schemas, all of them by path', async () => {
    write('supabase/schemas/b.sql', 'supabase/schemas/a/z.sql', 'supabase/schemas/a.sql', 'supabase/roles.sql');
    write('supabase/schemas/notes.md', 'drizzle/0000_a.sql', config('[db.migrations]\nschema_paths = []\n'));
    expect(await find()).toEqual([
      'schemas',
      'supabase/roles.sql',
      'supabase/schemas/a.sql',
      'supabase/schemas/a/z.sql',
      'supabase/schemas/b.sql',
    ]);
  });

  test('schema_paths gives the order: globs as they stand, each sorted, nothing twice', async () => {
    write('supabase/schemas/b.sql', 'supabase/schemas/a.sql', 'supabase/schemas/z/y.sql', 'supabase/schemas/z/x.sql');
    write(
      config(
        '[db.migrations]\nschema_paths = [\n  "./schemas/z",  # first\n  \'schemas/b.sql\',\n  "./schemas/*.sql", "./no/*.sql",\n]\n',
      ),
    );
    expect(await find()).toEqual([
      'schemas',
      'supabase/schemas/z/x.sql',
      'supabase/schemas/z/y.sql',
      'supabase/schemas/b.sql',
      'supabase/schemas/a.sql',
      '- supabase/no/*.sql: nothing is there',
    ]);
  });

  test('a schema_paths without a match is told, and roles alone are no schema', async () => {
    write('supabase/roles.sql', config('[db.migrations]\nschema_paths = ["./schemas/*.sql"]\n'));
    expect(await find()).toEqual(['supabase', '- supabase/schemas/*.sql: nothing is there']);
  });

  test('a config.toml that is none', async () => {
    write('supabase/migrations/1_a.sql', config('[db]\nport = \n'));
    await expect(find()).rejects.toThrow(/config\.toml:2: .*; the Supabase CLI would not read it either$/);
  });

  test('Prisma', async () => {
    write('prisma/migrations/2_b/migration.sql', 'prisma/migrations/1_a/migration.sql');
    write('prisma/migrations/migration_lock.toml', 'prisma/migrations/3_c/README.md', 'drizzle/0000_a.sql');
    expect(await find()).toEqual([
      'prisma',
      'prisma/migrations/1_a/migration.sql',
      'prisma/migrations/2_b/migration.sql',
    ]);
  });

  test('Drizzle', async () => {
    write('drizzle/0001_b.sql', 'drizzle/0000_a.sql', 'drizzle/meta/_journal.json');
    expect(await find()).toEqual(['drizzle', 'drizzle/0000_a.sql', 'drizzle/0001_b.sql']);
  });

  test('links are followed to files; in circles and to nothing they are told; to folders they are not followed', async () => {
    write('supabase/schemas/a.sql', 'elsewhere/b.sql');
    symlinkSync(join(folder, 'elsewhere/b.sql'), join(folder, 'supabase/schemas/b.sql'));
    symlinkSync('c.sql', join(folder, 'supabase/schemas/c.sql'));
    symlinkSync('nowhere', join(folder, 'supabase/schemas/d.sql'));
    symlinkSync('..', join(folder, 'supabase/schemas/up'));
    expect(await find()).toEqual([
      'schemas',
      'supabase/schemas/a.sql',
      'supabase/schemas/b.sql',
      '- supabase/schemas/c.sql: its links go round in a circle',
      '- supabase/schemas/d.sql: nothing is there',
    ]);
  });

  test('supabase/migrations may itself be a link', async () => {
    write('db/1_a.sql', config(''));
    symlinkSync('../db', join(folder, 'supabase/migrations'));
    expect(await find()).toEqual(['supabase', 'supabase/migrations/1_a.sql']);
  });
});

describe('something said', () => {
  test('a folder: its .sql files by name, and migration.sql of its folders', async () => {
    write('db/b.sql', 'db/a.sql', 'db/a.down.sql', 'db/c/migration.sql', 'db/d/other.sql', 'db/.hidden', 'db/x.md');
    expect(await find('db')).toEqual([
      'option',
      'db/a.sql',
      'db/b.sql',
      'db/c/migration.sql',
      '- db/a.down.sql: it takes a migration back',
      '- db/d: it is no .sql file',
      '- db/x.md: it is no .sql file',
    ]);
  });

  test('the folder of a Supabase project is read as without saying it', async () => {
    write('app/supabase/migrations/1_a.sql', 'app/supabase/migrations/x.sql', 'app/supabase/roles.sql');
    write('app/supabase/schemas/a/b.sql', ['app/supabase/config.toml', '[db.migrations]\nenabled = false']);
    expect(await find('./app/supabase/migrations/')).toEqual([
      'option',
      'app/supabase/roles.sql',
      'app/supabase/migrations/1_a.sql',
      `- app/supabase/migrations/x.sql: ${UNDERSCORE}`,
    ]);
    expect(await find('app/supabase/schemas')).toEqual(['option', 'app/supabase/schemas/a/b.sql']);
  });

  test('lines of globs, files and folders in their order, nothing twice', async () => {
    write('db/1.sql', 'db/2.sql', 'db/3.sql', 'more/x.sql', 'schema.psql');
    expect(await find('# first\n db/{3,1}.sql \r\n\ndb/*.sql\nmore\nschema.psql')).toEqual([
      'option',
      'db/1.sql',
      'db/3.sql',
      'db/2.sql',
      'more/x.sql',
      'schema.psql',
    ]);
  });

  test('a list', async () => {
    write('db/1.sql', 'db/2.sql');
    const items = [{ text: 'db/2.sql' }, { text: 'db/1.sql' }];
    expect(await find({ origin: 'migrations (x.yml:1)', text: 'db/2.sql\ndb/1.sql', items })).toEqual([
      'option',
      'db/2.sql',
      'db/1.sql',
    ]);
  });

  test('a glob that means folders means what is in them', async () => {
    write('packages/b/migrations/1.sql', 'packages/a/migrations/1.sql', 'packages/c/notes.md');
    expect(await find('packages/*/migrations')).toEqual([
      'option',
      'packages/a/migrations/1.sql',
      'packages/b/migrations/1.sql',
    ]);
    expect(await find('packages/**')).toEqual([
      'option',
      'packages/a/migrations/1.sql',
      'packages/b/migrations/1.sql',
      ...['- packages/c/notes.md: it is no .sql file'],
    ]);
  });

  test('a name that only looks like a glob', async () => {
    write('db/{a,b}/1.sql');
    expect(await find('db/{a,b}')).toEqual(['option', 'db/{a,b}/1.sql']);
  });

  test('an absolute path, and one outside the repository, which keeps it', async () => {
    write('repository/x', 'db/1.sql');
    const history = await findMigrations(join(folder, 'repository'), join(folder, 'repository'), {
      origin: '--migrations',
      text: `../db/*.sql\n${folder}/d*/1.sql`,
    });
    expect(history?.files).toEqual([{ path: join(folder, 'db/1.sql'), file: join(folder, 'db/1.sql') }]);
  });

  test('blank is not said', async () => {
    write('supabase/migrations/1_a.sql');
    expect(await find(' \n# nothing\n')).toEqual(['supabase', 'supabase/migrations/1_a.sql']);
  });

  test.each([
    ['nowhere', /^--migrations: "nowhere" holds no migration in .*; name a folder with \.sql files, or a glob/],
    ['db/*.psql', /^--migrations: "db\/\*\.psql" holds no migration/],
    ['empty', /\(empty\/README\.md: it is no \.sql file\)/],
    ['db\nnowhere', /"nowhere" holds no migration/],
    ['loop.sql', /\(loop\.sql: its links go round in a circle\)/],
  ])('%j is an error that says what to do', async (text, message) => {
    write('db/1.sql', 'empty/README.md');
    symlinkSync('loop.sql', join(folder, 'loop.sql'));
    await expect(find(text)).rejects.toThrow(InputError);
    await expect(find(text)).rejects.toThrow(message);
  });
});

test('a repository above the working directory gives the names', async () => {
  write('apps/web/supabase/migrations/1_a.sql');
  expect((await findMigrations(join(folder, 'apps/web'), folder, null))?.files).toEqual([
    { path: join(folder, 'apps/web/supabase/migrations/1_a.sql'), file: 'apps/web/supabase/migrations/1_a.sql' },
  ]);
});

test('an example’s statements with their places', async () => {
  const [file] = (await findMigrations('examples/crm-realtime/healthy', resolve('.'), null))?.files ?? [];
  expect(file?.file).toBe('examples/crm-realtime/healthy/supabase/migrations/20250310120000_main_crm.sql');
  const [first] = file === undefined ? [] : readStatements(file);
  expect(first?.text).toMatch(/^create/i);
  expect(first?.location.file).toBe(file?.file);
});
