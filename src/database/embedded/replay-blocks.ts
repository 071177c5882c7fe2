import type { Statement } from '../../model/migration.js';

/** What a statement does to the transaction. `none` is not sent at all. */
export type TransactionStep = 'none' | 'begin' | 'commit' | 'rollback' | 'savepoint' | 'to-savepoint' | 'run';

export interface PlannedStatement {
  readonly statement: Statement;
  readonly step: TransactionStep;
  /** Whether its effects may be taken back later, so that nothing is to be made up for it. */
  readonly undone: boolean;
}

/**
 * Which transactions of a file are real. BEGIN ... COMMIT is left out, so that one failure does not take the others with
 * it and every statement may stand where it likes; a block that takes something back, or sets something for itself only,
 * is a transaction, because its statements mean something else without one.
 */
export function planBlocks(statements: readonly Statement[]): readonly PlannedStatement[] {
  const planned: PlannedStatement[] = [];
  for (let index = 0; index < statements.length; ) {
    const end = keywordOf(statements[index]) === 'begin' ? endOfBlock(statements, index + 1) : index;
    planned.push(...planBlock(statements.slice(index, end + 1)));
    index = end + 1;
  }
  return planned;
}

/** The index of the COMMIT or ROLLBACK that ends the block, else of the file's last statement. */
function endOfBlock(statements: readonly Statement[], from: number): number {
  const end = statements.findIndex(
    (statement, index) => index >= from && /^(commit|rollback)$/.test(keywordOf(statement)),
  );
  return end === -1 ? statements.length - 1 : end;
}

function planBlock(block: readonly Statement[]): readonly PlannedStatement[] {
  const keywords = block.map(keywordOf);
  const rolledBack = keywords.includes('rollback') && keywords[0] === 'begin';
  const undone = rolledBack || keywords.includes('to-savepoint');
  const real = keywords[0] === 'begin' && (undone || keywords.includes('set-local') || keywords.includes('lock'));
  return block.map((statement, index) => {
    const keyword = keywords[index] ?? 'run';
    return { statement: real ? statement : outsideBlock(statement, keyword), step: stepOf(keyword, real), undone };
  });
}

function stepOf(keyword: Keyword, real: boolean): TransactionStep {
  if (keyword === 'set-local') return 'run';
  if (!real && keyword !== 'run') return 'none';
  return keyword === 'lock' ? 'run' : keyword;
}

/** The CLI sends a file as one transaction, where SET LOCAL holds until its end; so does SET until the next RESET ALL. */
function outsideBlock(statement: Statement, keyword: Keyword): Statement {
  if (keyword !== 'set-local') return statement;
  return { ...statement, text: statement.text.replace(/^set\s+local\b/i, 'set session') };
}

type Keyword = Exclude<TransactionStep, 'none'> | 'set-local' | 'lock';

const KEYWORDS: readonly (readonly [Keyword, RegExp])[] = [
  ['begin', /^(begin|start\s+transaction)\b(?!\s+atomic)/i],
  ['commit', /^(commit|end)\b(?!\s+prepared)/i],
  ['to-savepoint', /^rollback\s+((work|transaction)\s+)?to\b/i],
  ['rollback', /^(rollback|abort)\b(?!\s+prepared)/i],
  ['savepoint', /^(savepoint|release)\b/i],
  ['set-local', /^set\s+local\b/i],
  ['lock', /^lock\b/i],
];

function keywordOf(statement: Statement | undefined): Keyword {
  const text = statement?.text ?? '';
  return KEYWORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'run';
}
