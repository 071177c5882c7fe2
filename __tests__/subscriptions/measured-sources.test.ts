import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { client } from '../support/builders.js';
import { judged, type Seen } from '../support/client-verdict.js';
import { scanText } from '../support/scan-text.js';

const FOLDER = resolve('__tests__/fixtures/client-bindings');

interface Measured {
  readonly verdict: 'ok' | 'MISMATCH' | 'THROWS';
  readonly callbacks: Readonly<Record<string, number>>;
}

const CASES: Readonly<Record<string, Readonly<Record<string, Measured>>>> = JSON.parse(
  readFileSync(join(FOLDER, 'verdicts.json'), 'utf8'),
);

/** Where the rules see further than the one run that was measured. */
const FURTHER: Readonly<Record<string, Readonly<Record<string, Seen>>>> = {
  // It goes well until the connection is lost, as birth-road measures.
  'unpublished-retry': { '2.87.1': 'mismatch' },
  'retry-in-named-handler': { '2.87.1': 'mismatch' },
  // Both callbacks fire, both for the last table: the first table is never heard of.
  'params-shared-in-loop': { '2.87.1': 'dead', '2.101.0': 'dead' },
  'params-assigned-in-loop': { '2.87.1': 'dead', '2.101.0': 'dead' },
};

/** Callbacks of other kinds and of components that are gone never fire, as they should. */
const SILENT = /^(effect-|cleanup-|three-bindings)/;

describe.each(Object.entries(CASES))('%s', (name, versions) => {
  const read = scanText([{ file: 'src/app.js', text: readFileSync(join(FOLDER, `${name}.js`), 'utf8') }]);

  test.each(Object.entries(versions))('the rules say of %s what the real client does', (version, measured) => {
    const said = judged({ ...read, clients: [client(version)] });
    expect(said).toBe(FURTHER[name]?.[version] ?? seen(name, measured));
  });
});

function seen(name: string, { verdict, callbacks }: Measured): Seen {
  if (verdict === 'MISMATCH') return 'mismatch';
  if (verdict === 'THROWS') return 'throws';
  const isDead = Object.values(callbacks).some((count) => count === 0) && !SILENT.test(name);
  return isDead ? 'dead' : 'ok';
}
