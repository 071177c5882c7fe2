import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { runRules } from '../src/rules/run-rules.js';
import { facts, table } from './support/builders.js';
import { scanText } from './support/scan-text.js';

/** Parts of an application, each with something that a rule finds. */
const PARTS: readonly string[] = [
  `client.channel('a').subscribe();\nclient.channel('a').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, f);`,
  `client.channel('b').on('postgres_changes', { event: '*', schema: 'public', table: 'b', filter: 'x' }, f).subscribe();`,
  `client.channel('c').on('postgres_changes', { event: 'CHANGED', schema: 'public', table: 'a' }, f).subscribe();`,
  `client.channel('d').on('postgres_changes', { event: '*', schema: 'public', table: window.name }, f).subscribe();`,
  `client.channel('e').on('postgres_changes', { event: '*', schema: 'public', table: 'a', filter: { id: 1 } }, f).subscribe();`,
  `client.channel('f').on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, f)\n  .on('postgres_changes', { event: '*', schema: 'public', table: 'a' }, f).subscribe();`,
];

interface SourceFile {
  readonly name: string;
  readonly parts: readonly number[];
  /** Lines put before, which move all others. */
  readonly shift: number;
}

function fingerprintsOf(files: readonly SourceFile[]): readonly string[] {
  const source = scanText(
    files.map(({ name, parts, shift }) => ({
      file: name,
      text: [...Array(shift).fill('// moved'), ...parts.map((part) => `{ ${PARTS[part]} }`)].join('\n'),
    })),
  );
  const given = { ...facts([table('public.a'), table('public.b', { relreplident: 'd' })], []), source };
  return runRules({ ...given, subscriptions: source.subscriptions }, {}).flatMap((result) =>
    result.status === 'checked' ? result.findings.map(({ fingerprint }) => fingerprint) : [],
  );
}

const file = fc.record({
  name: fc.constantFrom('src/a.ts', 'src/b.ts', 'app/chat.tsx', 'lib/deep/x.js'),
  parts: fc.array(fc.nat(PARTS.length - 1), { minLength: 1, maxLength: 3 }),
  shift: fc.nat(5),
});
const project = fc.uniqueArray(file, { selector: ({ name }) => name, minLength: 1, maxLength: 3 });

describe('fingerprints', () => {
  test('are as many as there are findings, and find the parts apart', () => {
    const prints = fingerprintsOf([{ name: 'src/a.ts', parts: [0, 1, 2, 3, 4, 5], shift: 0 }]);
    expect(prints.length).toBeGreaterThan(6);
    expect(new Set(prints).size).toBe(prints.length);
  });

  test('stay when lines move and files are renamed', () => {
    fc.assert(
      fc.property(project, fc.nat(9), (files, more) => {
        const prints = fingerprintsOf(files);
        expect(new Set(prints).size).toBe(prints.length);
        const moved = files.map((one) => ({ ...one, name: `renamed/${one.name}`, shift: one.shift + more }));
        expect(fingerprintsOf(moved)).toEqual(prints);
        const reordered = files.map((one, index) => ({ ...one, name: `${files.length - index}.ts` }));
        expect([...fingerprintsOf(reordered)].sort()).toEqual([...prints].sort());
      }),
      { numRuns: 40 },
    );
  });

  test('of one that is mended among several alike are the others’', () => {
    const twice = fingerprintsOf([{ name: 'src/a.ts', parts: [3, 3], shift: 0 }]);
    const once = fingerprintsOf([{ name: 'src/a.ts', parts: [3], shift: 0 }]);
    expect(once.every((print) => twice.includes(print))).toBe(true);
    expect(twice.length).toBeGreaterThan(once.length);
  });
});
