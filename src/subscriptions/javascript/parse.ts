import { type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import type { File } from '@babel/types';
import { messageOf } from '../../model/thrown.js';
import { inTime } from '../in-time.js';
import type { SourceFile } from '../source-file.js';
import { scriptsOf } from './script-blocks.js';

/** A file as a tree, or why there is none. */
export type Parsed = { readonly tree: File } | { readonly tree: null; readonly reason: string };

const LENIENT: ParserOptions = {
  errorRecovery: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
  allowImportExportEverywhere: true,
  allowSuperOutsideMethod: true,
  allowUndeclaredExports: true,
  allowNewTargetOutsideFunction: true,
  createImportExpressions: false,
  attachComment: false,
  sourceType: 'module',
};

const TYPES: readonly ParserPlugin[] = ['typescript', 'decorators-legacy', 'explicitResourceManagement'];
const FLOW: readonly ParserPlugin[] = ['flow', 'jsx', 'decorators-legacy'];

/**
 * Reads a file as its extension says, and in the other dialects when it does not follow it.
 * @param longest what one dialect may take, milliseconds; null when whoever asks watches the time
 */
export function parseScript({ file, text }: SourceFile, longest: number | null): Parsed {
  const extension = /\.[^./]*$/.exec(file)?.[0].toLowerCase() ?? '';
  const script = HOLDS_SCRIPTS.has(extension) ? scriptsOf(text, extension) : text;
  let reason = '';
  for (const plugins of dialectsOf(extension)) {
    const work = () => parse(script, { ...LENIENT, plugins: [...plugins] });
    try {
      const parsed = longest === null ? { value: work() } : inTime(work, longest);
      return parsed === null ? { tree: null, reason: 'it took too long' } : { tree: parsed.value };
    } catch (error) {
      reason ||= whyNot(error);
    }
  }
  return { tree: null, reason };
}

function whyNot(error: unknown): string {
  const message = messageOf(error);
  return message === 'Maximum call stack size exceeded' ? 'it is nested too deeply' : message;
}

const HOLDS_SCRIPTS: ReadonlySet<string> = new Set(['.vue', '.svelte', '.astro', '.html', '.htm']);

function dialectsOf(extension: string): readonly (readonly ParserPlugin[])[] {
  if (/^\.[cm]?ts$/.test(extension) || HOLDS_SCRIPTS.has(extension)) return [TYPES, [...TYPES, 'jsx']];
  if (extension === '.tsx') return [[...TYPES, 'jsx'], TYPES];
  return [FLOW, [...TYPES, 'jsx']];
}
