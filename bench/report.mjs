/**
 * @typedef {object} Row one thing that was measured
 * @property {string} what
 * @property {number} measured
 * @property {'ms' | 'MB' | 'bytes'} unit of `measured` and `reference`
 * @property {{ name: string, value: number }} [reference]
 * @property {number} [ratio] measured to reference, the median of each round's own
 * @property {number} [budget] of the ratio where there is one, else of `measured`
 * @property {boolean} [ok] within the budget; absent without a budget
 * @property {readonly string[]} [files] of which `measured` is the size
 */

/**
 * Completes a row with its judgement.
 * @param {Omit<Row, 'ok'>} facts
 * @returns {Row}
 */
export function toRow(facts) {
  const { measured, ratio = measured, budget } = facts;
  return budget === undefined ? facts : { ...facts, ok: ratio <= budget };
}

const HEADINGS = ['what', 'measured', 'reference', 'ratio', 'budget', '', ''];
const NUMBERS_FROM = 1;
const NUMBERS_TO = 4;

/**
 * The rows as an aligned table.
 * @param {readonly Row[]} rows
 * @returns {string}
 */
export function renderTable(rows) {
  const lines = [HEADINGS, ...rows.map(toCells)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((cells) => cells[column].length)));
  const isNumber = (column) => column >= NUMBERS_FROM && column <= NUMBERS_TO;
  const align = (cell, column) => (isNumber(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]));
  return lines.map((cells) => cells.map(align).join('  ').trimEnd()).join('\n');
}

function toCells({ what, measured, unit, reference, ratio, budget, ok, files = [] }) {
  return [
    what,
    amount(measured, unit),
    reference === undefined ? '' : `${reference.name} ${amount(reference.value, unit)}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    budget === undefined ? '' : ratio === undefined ? amount(budget, unit) : String(budget),
    ok === undefined ? '' : ok ? 'ok' : 'over',
    files.join(', '),
  ];
}

function amount(value, unit) {
  return `${Math.round(value).toLocaleString('en-US')} ${unit}`;
}
