/**
 * The tables of docs/truth.md, from what the truth test rendered (UPDATE_RENDERED=1 npm test -- truth).
 */

/** @typedef {Record<string, Record<string, number>>} Counts */
/** @typedef {{ groups: Counts, troubles: Counts, benign: Record<string, number> }} Summary */

const DATABASES = {
  'PostgreSQL 15': 'postgresql-15',
  'PostgreSQL 17': 'postgresql-17',
  'the embedded database': 'embedded',
};

const TROUBLES = {
  refused: 'the subscription is refused',
  lost: 'an event that was asked for does not arrive',
  'write fails': 'the application’s own UPDATE or DELETE fails',
  poison: 'the batch of every subscriber is lost',
  'error 400': 'events arrive empty, with Error 400',
  'error 401': 'events arrive empty, with Error 401',
  leak: 'an event arrives that row security, rights, a filter or the publication should have kept back',
  keyless: 'a DELETE does not say which row is gone',
};

/**
 * @param {(file: string) => string} read
 * @param {(headings: string[], rows: string[][]) => string} table
 * @returns {{ recorded: string, troubles: string, benign: string, generated: string }}
 */
export function truthTables(read, table) {
  const rendered = (/** @type {string} */ name) => JSON.parse(read(`__tests__/rendered/truth-${name}.json`));
  const summaries = Object.entries(DATABASES).map(([name, file]) => ({
    name,
    summary: /** @type {Summary} */ (rendered(file)),
  }));
  const [{ summary: first }] = summaries;
  return {
    recorded: table(
      ['Database', 'Group', 'Cases', 'As expected', 'Trouble that is told', 'Benign', 'Misses', 'False alarms'],
      summaries.flatMap(({ name, summary }) => groupRows(name, summary.groups)),
    ),
    troubles: table(
      ['Trouble', 'Cases', 'Told by'],
      Object.keys(TROUBLES).map((trouble) => troubleRow(trouble, first.troubles)),
    ),
    benign: table(
      ['Cases', 'Reason'],
      Object.entries(Object.assign({}, ...summaries.map(({ summary }) => summary.benign))).map(([reason, cases]) => [
        String(cases),
        reason,
      ]),
    ),
    generated: table(
      ['Generated', ''],
      Object.entries(rendered('generated')).map(([what, count]) => [what, String(count)]),
    ),
  };
}

const COLUMNS = ['cases', 'asExpected', 'explained', 'benign', 'misses', 'falseAlarms'];

function groupRows(/** @type {string} */ name, /** @type {Counts} */ groups) {
  const cells = (/** @type {Record<string, number>} */ counts) => COLUMNS.map((column) => String(counts[column]));
  const all = Object.values(groups);
  const sum = Object.fromEntries(COLUMNS.map((column) => [column, all.reduce((total, one) => total + one[column], 0)]));
  return [
    ...Object.entries(groups).map(([group, counts]) => [name, group, ...cells(counts)]),
    [name, '**all**', ...cells(sum).map((cell) => `**${cell}**`)],
  ];
}

function troubleRow(/** @type {string} */ trouble, /** @type {Counts} */ troubles) {
  const { cases = 0, ...rules } = troubles[trouble] ?? {};
  const told = Object.entries(rules)
    .sort(([, one], [, other]) => other - one)
    .map(([rule, count]) => `[${rule}](rules/${rule}.md) ${count}`);
  return [TROUBLES[/** @type {keyof typeof TROUBLES} */ (trouble)], String(cases), told.join(', ') || '–'];
}
