import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEmbeddedInThread } from '../../../src/database/embedded/open-in-thread.js';
import { REPLAY_LIMITS } from '../../../src/database/embedded/replay-limits.js';
import type { ThreadDatabase } from '../../../src/database/embedded/thread-database.js';
import { messageOf } from '../../../src/model/thrown.js';

/** In a file of this machine and in this process's environment: whatever shows it has left the engine. */
const CANARY = 'canary-4c1d7e';

/** What is shipped, attacked with SQL that a pull request could bring; the session is a superuser's. */
describe('replayed SQL', () => {
  let database: ThreadDatabase;
  let folder = '';
  let server: Server;
  let calls = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'realtime-guard-safety-'));
    writeFileSync(join(folder, 'secret'), CANARY);
    process.env['REALTIME_GUARD_CANARY'] = CANARY;
    server = createServer((socket) => {
      calls += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    database = await openEmbeddedInThread({ ...REPLAY_LIMITS, statementMs: 10_000 });
    await database.exec('create table seen (line text)');
  });

  afterAll(async () => {
    delete process.env['REALTIME_GUARD_CANARY'];
    await database.close();
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** Everything the statement gave: rows, or the error. */
  async function attack(sql: string): Promise<string> {
    try {
      return JSON.stringify(await database.select(sql));
    } catch (error) {
      return messageOf(error);
    }
  }
  /** A large object is seen by the statement after the one that makes it. */
  async function exportFile(bytes: string, path: string): Promise<void> {
    await database.exec(`select lo_from_bytea(77, ${bytes})`);
    await database.exec(`select lo_export(77, '${path}')`).finally(() => database.exec('select lo_unlink(77)'));
  }
  const secret = (): string => `'${join(folder, 'secret')}'`;
  const port = (): number => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };

  test.each<[string, (path: string) => string]>([
    ['pg_read_file', (path) => `select pg_read_file(${path})`],
    ['pg_read_binary_file', (path) => `select encode(pg_read_binary_file(${path}), 'escape')`],
    ['pg_stat_file', (path) => `select pg_stat_file(${path})`],
    ['lo_import', (path) => `select lo_import(${path})`],
    ['COPY FROM', (path) => `copy seen from ${path}`],
    ['a tablespace', (path) => `create tablespace t location ${path}`],
    [
      'file_fdw',
      (path) => `do $$ begin create extension file_fdw; create server files foreign data wrapper file_fdw;
        create foreign table f (line text) server files options (filename ${path}); insert into seen select line from f; end $$`,
    ],
  ])('reads no file of this machine: %s', async (_, sql) => {
    const answer = await attack(sql(secret()));
    expect(answer).toMatch(/No such file|does not exist|could not/i);
    expect(answer + (await attack('select * from seen'))).not.toContain(CANARY);
  });

  test('sees a file system of its own, in memory', async () => {
    expect(await attack("select pg_ls_dir('/')")).not.toContain('etc');
    expect(await attack(`select pg_ls_dir('${folder}')`)).toMatch(/No such file/);
  });

  test('writes no file of this machine: COPY TO, lo_export', async () => {
    const [copied, exported] = [join(folder, 'copied'), join(folder, 'exported')];
    await attack(`copy (select 1) to '${copied}'`);
    await exportFile("'x'", exported).catch(() => {});
    await exportFile("'x'", '/tmp/exported');
    expect(await attack("select pg_read_file('/tmp/exported')")).toContain('x');
    expect([copied, exported, '/tmp/exported'].filter((path) => existsSync(path))).toEqual([]);
  });

  test.each(['COPY seen FROM PROGRAM', "copy (select 'x') to program"])('runs no command: %s', async (copy) => {
    const made = join(folder, 'made');
    expect(await attack(`${copy} 'echo $REALTIME_GUARD_CANARY > ${made}; cat ${join(folder, 'secret')}'`)).toMatch(
      /could not execute command/,
    );
    expect(existsSync(made)).toBe(false);
    expect(await attack('select * from seen')).not.toContain(CANARY);
  });

  test('sees no environment', async () => {
    for (const path of ['/proc/self/environ', '/proc/1/environ'])
      expect(await attack(`select pg_read_file('${path}')`)).toMatch(/No such file/);
    expect(await attack("select string_agg(name || setting, ' ') from pg_settings")).not.toContain(CANARY);
    expect(await attack("create temp table e (x text); copy e from program 'env'; select * from e")).not.toContain(
      CANARY,
    );
  });

  test('reaches no network', async () => {
    const host = `hostaddr=127.0.0.1 port=${port()} dbname=x connect_timeout=2`;
    const url = `http://127.0.0.1:${port()}/`;
    const attempts = [
      `create extension dblink; select dblink_connect('${host}')`,
      `create extension postgres_fdw; create server s foreign data wrapper postgres_fdw options (hostaddr '127.0.0.1', port '${port()}')`,
      `create subscription s connection '${host}' publication p`,
      `create extension http with schema extensions; select extensions.http_get('${url}')`,
      `select net.http_get('${url}')`,
      `copy seen from program 'curl ${url}'`,
    ];
    for (const attempt of attempts) await database.exec(attempt).catch(() => {});
    expect(calls).toBe(0);
    // None of it has broken what loads libraries.
    expect(await attack('create extension pg_trgm')).toBe('[]');
    expect(await attack("select similarity('a', 'a')")).toBe('[{"similarity":1}]');
  });

  test('loads no library but those that come along, whatever it writes', async () => {
    // A real one with an empty section more: all that is wrong with it is that it is not ours.
    const other = "pg_read_binary_file('/pglite/lib/postgresql/hstore.so') || '\\x00020161'::bytea";
    const refused = /the library does not come with realtime-guard/;
    await exportFile(other, '/tmp/own.so');
    expect(await attack("load '/tmp/own.so'")).toMatch(refused);
    expect(await attack("create function own() returns int language c as '/tmp/own.so', 'hstore_in'")).not.toBe('[]');
    await exportFile(other, '/pglite/lib/postgresql/hstore.so');
    expect(await attack('create extension hstore')).toMatch(refused);
  });

  test('leaves this process as it was', async () => {
    expect(process.exitCode).toBeUndefined();
    expect(await database.select('select 1 as one')).toEqual([{ one: 1 }]);
  });
});
