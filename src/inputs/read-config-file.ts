import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Document, LineCounter, Node, Pair } from 'yaml';
import type { Exception } from '../model/exception.js';
import { InputError } from '../model/input-error.js';
import { relationKey } from '../model/names.js';
import { nearestName } from '../model/nearest-name.js';
import type { RuleSetting } from '../model/options.js';
import { RULE_IDS, type RuleId } from '../model/rule-ids.js';
import type { WrapperHint } from '../model/scan-request.js';
import type { Location } from '../model/subscription.js';
import type { TablePolicy } from '../model/table-policy.js';
import { codeOf, messageOf } from '../model/thrown.js';
import { type OptionName, optionsOf } from './option-table.js';
import { parseException } from './parse-exception.js';
import { parseTablePolicy } from './parse-table-policy.js';
import { parseWrapper } from './parse-wrapper.js';
import type { Said, SaidItem, SaidOptions } from './said.js';

export type RuleSettings = Readonly<Partial<Record<RuleId, RuleSetting>>>;

/** A config file's options, and the settings only a config file has. */
export interface ConfigFile {
  readonly said: SaidOptions;
  readonly rules: RuleSettings;
  readonly exceptions: readonly Exception[];
  readonly wrappers: readonly WrapperHint[];
  readonly tables: readonly TablePolicy[];
}

const LOOKED_FOR = ['realtime-guard.yml', '.github/realtime-guard.yml'];
/** Keys that only a config file has. */
const FILE_ONLY = ['rules', 'ignore', 'wrappers', 'tables', '$schema'];
const RULE_SETTINGS: readonly RuleSetting[] = ['error', 'warning', 'notice', 'off'];

/**
 * Reads the config file: the one named, or the first found of realtime-guard.yml and .github/realtime-guard.yml in the
 * working directory. None is fine; one that cannot be read or has an unknown key is not.
 * @param root the folder that locations are relative to (the repository)
 * @throws InputError with file and line
 */
export async function readConfigFile(cwd: string, root: string, named: Said | null): Promise<ConfigFile> {
  const candidates = named === null || named.text.trim() === '' ? LOOKED_FOR : [named.text.trim()];
  for (const candidate of candidates) {
    const path = resolve(cwd, candidate);
    const text = readIfThere(path, named?.origin ?? 'config');
    if (text !== null) return parseConfig(text, toRepositoryPath(root, path));
    if (candidates !== LOOKED_FOR) throw new InputError(`${named?.origin ?? 'config'}: there is no file ${path}`);
  }
  return { said: {}, rules: {}, exceptions: [], wrappers: [], tables: [] };
}

function readIfThere(path: string, origin: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new InputError(`${origin}: ${path} cannot be read: ${messageOf(error)}`);
  }
}

function toRepositoryPath(root: string, path: string): string {
  const inside = relative(root, path).replaceAll('\\', '/');
  return inside.startsWith('../') ? path : inside;
}

/** The yaml package is loaded only when there is a file to read. */
async function parseConfig(text: string, file: string): Promise<ConfigFile> {
  const { LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    throw new InputError(`${file}:${line}: not valid YAML: ${problem.message}`);
  }
  return new ConfigReader(file, document, lines, toPlain(document, file)).read();
}

/** Aliases are followed here: one may name nothing, or there may be so many that they would fill the memory. */
function toPlain(document: Document, file: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new InputError(`${file}: not valid YAML: ${messageOf(error)}`);
  }
}

class ConfigReader {
  readonly #file: string;
  readonly #document: Document;
  readonly #lines: LineCounter;
  readonly #content: unknown;

  constructor(file: string, document: Document, lines: LineCounter, content: unknown) {
    this.#file = file;
    this.#document = document;
    this.#lines = lines;
    this.#content = content;
  }

  read(): ConfigFile {
    const options = optionsOf('config');
    const known = [...options.map((option) => option.name), ...FILE_ONLY];
    const said: SaidOptions = {};
    for (const [key, value] of this.#entries([], known)) {
      if (FILE_ONLY.includes(key) || value === null || value === undefined) continue;
      const option = options.find(({ name }) => name === key);
      said[key as OptionName] = option?.kind === 'list' ? this.#list(key, value) : this.#scalar(key, value);
    }
    const today = new Date().toISOString().slice(0, 10);
    return {
      said,
      rules: this.#rules(),
      exceptions: this.#every('ignore', (entry, location) => parseException(entry, location, today)),
      wrappers: this.#every('wrappers', parseWrapper),
      tables: this.#tables(today),
    };
  }

  /** Each table once: of two entries nobody could tell which one holds. */
  #tables(today: string): readonly TablePolicy[] {
    const tables = new Map<string, TablePolicy>();
    for (const [name, value] of this.#entries(['tables'], null)) {
      const policy = parseTablePolicy(name, value, this.#locationOfKey('tables', name), today);
      const key = relationKey(policy.table);
      if (tables.has(key)) this.#fail(['tables', name], `tables: ${name} is named twice`);
      tables.set(key, policy);
    }
    return [...tables.values()];
  }

  #rules(): RuleSettings {
    const rules: Partial<Record<RuleId, RuleSetting>> = {};
    for (const [id, value] of this.#entries(['rules'], RULE_IDS)) {
      const setting = RULE_SETTINGS.find((word) => word === value || (word === 'off' && value === false));
      if (setting === undefined) {
        this.#fail(['rules', id], `${id}: ${quoted(value)} is not one of ${RULE_SETTINGS.join(', ')}`);
      }
      rules[id as RuleId] = setting;
    }
    return rules;
  }

  /** The entries of a list that only a config file has. */
  #every<Entry>(key: string, parse: (entry: unknown, location: Location) => Entry): readonly Entry[] {
    const entries: unknown = this.#plain(key);
    if (entries === null || entries === undefined) return [];
    if (!Array.isArray(entries)) return this.#fail([key], `${key} must be a list of entries`);
    return entries.map((entry: unknown, index) => parse(entry, this.#location([key, index])));
  }

  /**
   * The keys and plain values of a mapping; an unknown key is an error that names the nearest known one.
   * @param known null where any key will do
   */
  #entries(path: readonly string[], known: readonly string[] | null): [string, unknown][] {
    const [key] = path;
    const plain = key === undefined ? this.#content : this.#plain(key);
    if (plain === null || plain === undefined) return [];
    if (typeof plain !== 'object' || Array.isArray(plain)) {
      return this.#fail(path, `${path.join('.') || 'the file'} must be a mapping of names to values`);
    }
    const entries = Object.entries(plain);
    for (const [name] of entries) {
      if (known === null || known.includes(name)) continue;
      const near = nearestName(name, known);
      const advice =
        near === null ? `known are ${known.filter((one) => one !== '$schema').join(', ')}` : `did you mean ${near}?`;
      this.#fail([...path, name], `${name} is not a known ${path.length === 0 ? 'option' : 'rule'}; ${advice}`);
    }
    return entries;
  }

  /** What stands under a key of the file, as plain values. */
  #plain(key: string): unknown {
    const content = this.#content;
    return typeof content === 'object' && content !== null ? Reflect.get(content, key) : undefined;
  }

  #scalar(key: string, value: unknown): Said {
    if (typeof value === 'object')
      this.#fail([key], `${key} must be one value, not ${Array.isArray(value) ? 'a list' : 'a mapping'}`);
    return { origin: this.#origin([key]), text: String(value) };
  }

  #list(key: string, value: unknown): Said {
    const origin = this.#origin([key]);
    if (typeof value === 'string') {
      const location = this.#location([key]);
      return { origin, text: value, items: value.split(/\r?\n/).map((text) => ({ text, location })) };
    }
    if (!Array.isArray(value)) return this.#fail([key], `${key} must be a list of lines of text`);
    const items = value.map((item: unknown, index): SaidItem => {
      const location = this.#location([key, index]);
      if (key === 'subscriptions' && isEntry(item)) return { text: key, location, entry: item };
      const text = lineOf(item);
      if (text !== null) return { text, location };
      return this.#fail([key, index], `${key}: ${quoted(item)} is not a line of text; put quotes around it`);
    });
    return { origin, text: items.map(({ text }) => text).join('\n'), items };
  }

  #origin(path: readonly (string | number)[]): string {
    return `${path.join('.')} (${this.#file}:${this.#location(path).line})`;
  }

  #location(path: readonly (string | number)[]): Location {
    const node = this.#document.getIn(path, true) as Node | undefined;
    const { line, col } = this.#lines.linePos(node?.range?.[0] ?? 0);
    return { file: this.#file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  /** A mapping in a block begins on the line below its key. */
  #locationOfKey(list: string, name: string): Location {
    const mapping = this.#document.get(list, true) as { readonly items?: readonly Pair[] } | undefined;
    const pair = mapping?.items?.find(({ key }) => String(key) === name);
    const { line, col } = this.#lines.linePos((pair?.key as Node | undefined)?.range?.[0] ?? 0);
    return { file: this.#file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }

  #fail(path: readonly (string | number)[], problem: string): never {
    throw new InputError(`${this.#file}:${this.#location(path).line}: ${problem}`);
  }
}

/** A mapping that can be no line of text: it has several keys, or the one that every entry has. */
function isEntry(item: unknown): boolean {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return false;
  return 'table' in item || Object.keys(item).length > 1;
}

/** `- public.messages: INSERT` without quotes is a mapping to YAML, and can be meant in only one way. */
function lineOf(item: unknown): string | null {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null) return null;
  const [entry, ...others] = Object.entries(item);
  return entry !== undefined && others.length === 0 && typeof entry[1] === 'string' ? entry.join(': ') : null;
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : JSON.stringify(value);
}
