import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SourceFacts } from '../../src/model/source.js';
import { scanText } from '../support/scan-text.js';

const on = (table: string): string =>
  `supabase.channel('c').on('postgres_changes', { event: '*', schema: 'public', table: ${table} }, show).subscribe();`;
const REAL = `import { useEffect } from 'react';
const TABLES = { a: 'a', b: 'b' } as const;
export function useLive({ table, filter }: { table: string; filter?: string }) {
  useEffect(() => {
    const channel = supabase.channel(\`c:\${table}\`);
    channel.on('postgres_changes', { event: '*', schema: 'public', table, ...(filter ? { filter } : {}) }, (p) => show(p));
    channel.subscribe((status) => { if (status === 'CHANNEL_ERROR') retry(); });
    return () => { supabase.removeChannel(channel); };
  }, [table, filter]);
}
for (const t of Object.values(TABLES)) ${on('t')}
export const C = () => <Feed table={TABLES.a} onChange={(x) => x?.y ?? \`\${x}\`} />;
useLive({ table: TABLES.b, filter: cond ? 'id=eq.1' : null });
`;

function scan(text: string, file = 'src/app.tsx'): SourceFacts {
  return scanText([{ file, text }]);
}

test('sources with pieces taken out, doubled or swapped are read, or said not to be', () => {
  const cut = fc.tuple(fc.constantFrom('out', 'twice', 'swap'), fc.nat(REAL.length), fc.nat(60), fc.nat(REAL.length));
  fc.assert(
    fc.property(
      fc.array(cut, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('a.tsx', 'a.js', 'a.vue', 'a.svelte'),
      (cuts, file) => {
        const text = cuts.reduce((now, [kind, at, length, to]) => {
          const piece = now.slice(at, at + length);
          const without = now.slice(0, at) + now.slice(at + length);
          if (kind === 'out') return without;
          return kind === 'twice'
            ? now.slice(0, at) + piece + now.slice(at)
            : without.slice(0, to) + piece + without.slice(to);
        }, REAL);
        expect(
          scan(file.endsWith('x') || file.endsWith('js') ? text : `<script>\n${text}\n</script>`, file).files,
        ).toBe(1);
      },
    ),
    { numRuns: 300 },
  );
});

test('random bytes are read, or said not to be', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.constantFrom('a.ts', 'a.vue', 'a.html', 'a.astro'),
      (bytes, file) => {
        expect(
          scan(`postgres_changes ${Buffer.from(bytes).toString('latin1')} .on('postgres_changes'`, file).files,
        ).toBe(1);
      },
    ),
    { numRuns: 200 },
  );
});

describe('what is larger or deeper than anybody writes', () => {
  const deep = 6_000;

  test.each([
    ['brackets', '['.repeat(deep)],
    ['closed brackets', `x = ${'['.repeat(deep)}${']'.repeat(deep)};`],
    ['parentheses', `x = ${'('.repeat(deep)}1${')'.repeat(deep)};`],
    ['functions', `x = ${'() => '.repeat(deep)}1;`],
    ['conditions', `x = ${'a ? b : '.repeat(deep)}c;`],
    ['open conditions', `x = ${'a ? (b) : ('.repeat(2_000)}`],
    ['sums', `const T = ${"'a' + ".repeat(deep)}'b';\n${on('T')}`],
    ['templates', `x = ${'`${'.repeat(deep)}1${'}`'.repeat(deep)};`],
    ['elements', `x = ${'<a>'.repeat(deep)}`],
    ['blocks', `${'{ '.repeat(deep)}${on("'z'")}${'}'.repeat(deep)}`],
    ['a chain', `supabase.channel('c')${".on('broadcast', {}, f)".repeat(deep)}.subscribe();`],
    [
      'constants of constants',
      `const c0 = 'a';\n${Array.from({ length: 2_000 }, (_, n) => `const c${n + 1} = c${n};`).join('\n')}\n${on('c2000')}`,
    ],
  ])('nested %s', (_what, text) => {
    const { subscriptions, limits } = scan(`${on("'a'")}\n${text}`);
    // Either the file is read, and then the first line of it too, or it is said that it could not be.
    expect(subscriptions.some(({ table }) => table === 'a') || limits.length === 1).toBe(true);
  });

  test('ten megabytes in one line', () => {
    const { limits } = scan(`${on("'a'")} ${'x = 1; '.repeat(1_500_000)}`);
    expect(limits).toEqual([expect.stringMatching(/^src\/app\.tsx has 11 MB: files over 4 MB are not read$/)]);
  });

  test('very many calls, each found', () => {
    const { subscriptions } = scan(Array.from({ length: 3_000 }, (_, n) => on(`'t${n}'`)).join('\n'), 'src/app.ts');
    expect(subscriptions).toHaveLength(3_000);
  });

  test('a list longer than anybody reads is not followed, and that is said', () => {
    const list = Array.from({ length: 5_000 }, (_, n) => `'t${n}',\n`).join('');
    const { unresolved } = scan(`for (const t of [${list}]) ${on('t')}`, 'src/app.ts');
    expect(unresolved.map(({ reason }) => reason)).toEqual(['the table has more than 200 values']);
  });
});

test('names that go round in circles come to an end', () => {
  const files = {
    'src/a.ts': `import { b } from './b';\nexport const a = b;\n${on('a')}`,
    'src/b.ts': "import { a } from './a';\nexport const b = a;\nexport * from './a';",
    'src/c.ts': `const x = y; const y = x;\n${on('x')}\nfunction f(t) { ${on('t')} g(t); }\nfunction g(t) { f(t); }`,
    'src/d.ts': `class A extends A { t = this.t; m() { ${on('this.t')} } }\nconst o = { ...o };\n${on('o.t')}`,
  };
  const { unresolved } = scanText(Object.entries(files).map(([file, text]) => ({ file, text })));
  expect(unresolved.length).toBeGreaterThanOrEqual(4);
});
