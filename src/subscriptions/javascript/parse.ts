import { createContext, runInContext } from 'node:vm';
import { type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import type { File } from '@babel/types';
import { codeOf, messageOf } from '../../model/thrown.js';
import type { SourceFile } from '../source-file.js';
import { scriptsOf } from './script-blocks.js';

/** A file as a tree, or why there is none. */
export type Parsed = { readonly tree: File } | { readonly tree: null; readonly reason: string };

/** What one file may take, milliseconds. The parser reads 3 MB a second; a file that takes this long is no program. */
const LONGEST = 10_000;

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
 * @param longest what one dialect may take, milliseconds
 */
export function parseScript({ file, text }: SourceFile, longest = LONGEST): Parsed {
  const extension = /\.[^./]*$/.exec(file)?.[0].toLowerCase() ?? '';
  const script = HOLDS_SCRIPTS.has(extension) ? scriptsOf(text, extension) : text;
  let reason = '';
  for (const plugins of dialectsOf(extension)) {
    try {
      return { tree: inTime(() => parse(script, { ...LENIENT, plugins: [...plugins] }), longest) };
    } catch (error) {
      if (codeOf(error) === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return { tree: null, reason: 'it took too long' };
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

/** Another context is the one place that JavaScript can be stopped from outside without a thread. */
function inTime<T>(work: () => T, longest: number): T {
  const slot: { work: () => void; result?: T } = {
    work: () => {
      slot.result = work();
    },
  };
  context ??= createContext({});
  Reflect.set(context, 'slot', slot);
  runInContext('slot.work()', context, { timeout: longest });
  return slot.result as T;
}

let context: ReturnType<typeof createContext> | null = null;
