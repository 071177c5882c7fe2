import { type ParseResult, type ParserOptions, type ParserPlugin, parse } from '@babel/parser';
import type { File, Node, Statement } from '@babel/types';
import { messageOf } from '../../model/thrown.js';
import { inTime } from '../in-time.js';
import type { SourceFile } from '../source-file.js';
import { readMarkup } from './markup.js';
import { scriptsOf } from './script-blocks.js';

/** A file as a tree, or why there is none. */
export type Parsed = { readonly tree: ParseResult<File> } | { readonly tree: null; readonly reason: string };

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

type Dialect = readonly ParserPlugin[];

const TYPES: Dialect = ['typescript', 'decorators-legacy', 'explicitResourceManagement'];
const TYPES_AND_TAGS: Dialect = [...TYPES, 'jsx'];
const FLOW: Dialect = ['flow', 'jsx', 'decorators-legacy'];

/**
 * Reads a file in the dialect that nearly all can be read in, whatever their extension: the engine makes a parser fast for
 * the dialects that it has met, and each further one costs a quarter more. Where an error tells that it is another one, the
 * file is read as its extension says, and in the others when it does not follow it.
 * @param longest what one dialect may take, milliseconds; null when whoever asks watches the time
 */
export function parseScript({ file, text }: SourceFile, longest: number | null): Parsed {
  const extension = extensionOf(file);
  const script = HOLDS_SCRIPTS.has(extension) ? scriptsOf(text, extension) : text;
  const dialects = dialectsOf(extension);
  const common = parseIn(TYPES_AND_TAGS, script, longest);
  if (common.tree?.errors?.length === 0) return common;
  let first: Parsed | null = null;
  for (const dialect of dialects) {
    const parsed = dialect === TYPES_AND_TAGS ? common : parseIn(dialect, script, longest);
    if (parsed.tree !== null) return parsed;
    first ??= parsed;
  }
  return first ?? common;
}

/** What the markup of a file runs, as nodes that stand where they do. @param longest milliseconds, as above */
export function parseMarkup(source: SourceFile, longest: number | null): readonly Node[] {
  return readMarkup(markupOf(source), (script): readonly Statement[] | null => {
    const { tree } = parseIn(TYPES_AND_TAGS, script, longest);
    return tree === null || tree.errors?.length !== 0 ? null : tree.program.body;
  });
}

/** A file without its scripts and styles, so that all else stands where it stood; of a script, the template of Angular in it. */
export function markupOf({ file, text }: SourceFile): string {
  if (HOLDS_SCRIPTS.has(extensionOf(file))) return text.replace(/<(script|style)\b.*?(?:<\/\1|$)/gis, spaces);
  const match = text.includes('@Component(') ? /\btemplate:\s*`([^`]*)/.exec(text) : null;
  return match === null ? '' : spaces(text.slice(0, match.index)) + match[0].replace(/^[^`]*`/, spaces);
}

function spaces(text: string): string {
  return ' '.repeat(text.length);
}

function extensionOf(file: string): string {
  return /\.[^./]*$/.exec(file)?.[0].toLowerCase() ?? '';
}

function parseIn(plugins: Dialect, script: string, longest: number | null): Parsed {
  const work = () => parse(script, { ...LENIENT, plugins: [...plugins] });
  try {
    const parsed = longest === null ? { value: work() } : inTime(work, longest);
    return parsed === null ? { tree: null, reason: 'it took too long' } : { tree: parsed.value };
  } catch (error) {
    return { tree: null, reason: whyNot(error) };
  }
}

function whyNot(error: unknown): string {
  const message = messageOf(error);
  return message === 'Maximum call stack size exceeded' ? 'it is nested too deeply' : message;
}

const HOLDS_SCRIPTS: ReadonlySet<string> = new Set(['.vue', '.svelte', '.astro', '.html', '.htm']);

/** From the likeliest on. */
function dialectsOf(extension: string): readonly Dialect[] {
  if (/^\.[cm]?ts$/.test(extension) || HOLDS_SCRIPTS.has(extension)) return [TYPES, TYPES_AND_TAGS];
  return extension === '.tsx' ? [TYPES_AND_TAGS, TYPES] : [FLOW, TYPES_AND_TAGS];
}
