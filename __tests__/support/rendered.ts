import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from '@jest/globals';
import type { PageContext } from '../../src/reports/page/context.js';

/**
 * Compares a report with the one committed in __tests__/rendered, where anybody can open it. UPDATE_RENDERED=1 writes
 * it anew; then look at the difference before committing it.
 */
export function expectRendered(file: string, content: string): void {
  const path = `__tests__/rendered/${file}`;
  if (process.env['UPDATE_RENDERED'] === '1') {
    mkdirSync('__tests__/rendered', { recursive: true });
    writeFileSync(path, content);
  }
  expect(content).toBe(readFileSync(path, 'utf8'));
}

/** What a page points to in a run on GitHub. */
export const ON_GITHUB: PageContext = {
  links: { server: 'https://github.com', repository: 'acme/crm', commit: '0123456789abcdef0123456789abcdef01234567' },
  summaryUrl: null,
};
