/** Files of an application that speak of subscriptions and make none: by kind, so that a run can have some of them. */
export const DECOYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  comments: {
    'src/comments.ts': `// supabase.channel('a').on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f)
/* x.on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f) */
export const x = 1;
`,
    'lib/comments.dart':
      "/* /* */ c.onPostgresChanges(event: PostgresChangeEvent.all, table: 'decoy') */\n// c.onPostgresChanges(table: 'decoy');\n",
    'app/comments.py':
      '# c.on_postgres_changes("*", table="decoy")\n"""\nc.on_postgres_changes("*", table="decoy")\n"""\n',
    'Sources/Comments.swift': '/// channel.postgresChange(AnyAction.self, table: "decoy")\nlet a = 1\n',
  },
  strings: {
    'src/strings.ts':
      'export const help = `supabase.on(\'postgres_changes\', { event: "*", schema: "public", table: "decoy" }, f)`;\nexport const type = "postgres_changes";\n',
    'App/Strings.cs': 'class S { string s = @"new PostgresChangesOptions(""public"", ""decoy"")"; }\n',
    'app/src/main/java/app/Strings.kt':
      'val s = """\nchannel.postgresChangeFlow<PostgresAction>("public") { table = "decoy" }\n"""\n',
  },
  markdown: {
    'README.md':
      "```ts\nsupabase.channel('a').on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f)\n```\n",
    'docs/guide.mdx':
      "supabase.channel('a').on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f)\n",
  },
  packages: {
    'node_modules/realtime/index.js':
      "c.on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f);\n",
    'dist/app.js': "c.on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f);\n",
  },
  ignored: {
    'generated/api.ts': "c.on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f);\n",
    'src/local.secret.ts': "c.on('postgres_changes', { event: '*', schema: 'public', table: 'decoy' }, f);\n",
  },
  others: {
    'src/others.ts': `interface Channel { on(type: 'postgres_changes', filter: { table: 'decoy' }, f: () => void): this }
emitter.on('change', { event: '*', schema: 'public', table: 'decoy' }, f);
channel.on('broadcast', { event: 'postgres_changes' }, f);
channel.on('presence', { event: 'sync' }, () => 'postgres_changes');
await page.on('request', 'postgres_changes');
`,
    'src/types.d.ts': "declare const a: { on(type: 'postgres_changes', filter: { table: 'decoy' }): void };\n",
    'lib/others.dart':
      "void onPostgresChanges({required String table}) {}\nfinal s = supabase.from('decoy').select();\n",
  },
  namesakes: {
    'src/namesakes.js':
      "import { watch } from 'vue';\nwatch('room', 'decoy');\nlisten('decoy');\nstore.subscribe('decoy');\nexport const follow = (table) => table;\nfollow('decoy');\n",
  },
};

/** Subscribes, but in a test. */
export const IN_TEST: Readonly<Record<string, string>> = {
  'src/chat.test.ts': "c.on('postgres_changes', { event: '*', schema: 'public', table: 'only_tested' }, f);\n",
};
