import { describe, expect, test } from '@jest/globals';
import type { MadeTable } from '../support/truth/generate.js';
import { judgeCase, type Trouble } from '../support/truth/judge-case.js';
import { predict } from '../support/truth/predict.js';
import { type RecordedCase, recordedCases } from '../support/truth/recorded.js';

const PUBLICATION = { form: 'tables', publish: ['insert', 'update', 'delete', 'truncate'], viaRoot: false } as const;

const POLICIES: Readonly<Record<string, MadeTable['policies']>> = {
  off: [],
  'on+using(true)': ['everyone'],
  'on+owner': ['owner'],
  'on+no-policy': [],
};

/** The case as the generator would have made it. */
function made({ schema, asked }: RecordedCase): MadeTable {
  const [, identity = '', rowSecurity = ''] = schema.key.split(' ');
  return {
    name: 't',
    schema: 'public',
    shape: 'table',
    key: 'plain',
    identity: identity === 'using-index(tag)' ? 'index' : (identity as MadeTable['identity']),
    rowSecurity: rowSecurity !== 'off',
    policies: POLICIES[rowSecurity] ?? [],
    grants: 'all',
    isMember: true,
    hasTwin: false,
    columnList: null,
    rowFilter: null,
    event: asked?.event ?? '*',
    filter: asked?.filter ?? null,
    isLeafAsked: false,
  };
}

/** What is predicted for everybody is what any of the measured users saw. */
describe('the prediction is what was measured', () => {
  const cases = recordedCases().filter(({ group }) => group === 'base');
  const keys = [...new Set(cases.map(({ schema, asked }) => JSON.stringify([schema.key, asked])))];
  test.each(keys)('%s', (key) => {
    const alike = cases.filter(({ schema, asked }) => JSON.stringify([schema.key, asked]) === key);
    const [first] = alike;
    if (first === undefined) throw new Error(`no case ${key}`);
    const seen = new Set<Trouble>();
    for (const given of alike) {
      const judged = judgeCase(given);
      if (judged.kind === 'trouble') for (const trouble of judged.troubles) seen.add(trouble);
    }
    const isUnwritable = seen.has('write fails');
    expect([...predict({ publication: PUBLICATION, appUsage: true }, made(first), isUnwritable)].sort()).toEqual(
      [...seen].sort(),
    );
  });
});
