import type { BlockStatement, Class, Node } from '@babel/types';
import { addTo } from '../../model/group-by.js';
import type { Location } from '../../model/subscription.js';
import { LineIndex } from '../line-index.js';
import type { SourceFile } from '../source-file.js';
import { type Declaration, namesIn, type Step } from './declarations.js';
import { Exports } from './exports.js';
import {
  bare,
  type CallNode,
  type FunctionNode,
  isCall,
  isClass,
  isFunction,
  isMember,
  keyOf,
  nameOf,
  outerOf,
  placeIn,
  pushChildren,
} from './nodes.js';
import { markupOf, parseMarkup, parseScript } from './parse.js';
import { Writes } from './writes.js';

type Scope = Map<string, Declaration>;

/** A file as a tree with what its names stand for. It is read in one pass, and asked as often as needed. */
export class Module {
  readonly source: SourceFile;
  /** Why there is no tree; null when there is one. */
  readonly problem: string | null;
  readonly exports = new Exports();
  /** The modules that are asked for, as written. */
  readonly importSources = new Set<string>();
  readonly classes: Class[] = [];
  /** Every `await`. */
  readonly awaits: Node[] = [];
  /** Where postgres_changes is spoken of, in any way. */
  readonly uses: Node[] = [];
  /** The names that imports and members have here, by those they have where they come from, where the two differ. */
  readonly importedAs = new Map<string, string[]>();
  /** All calls, by the name of what is called. */
  readonly calls = new Map<string, CallNode[]>();
  readonly writes = new Writes();
  /** The properties of objects that have a name for their value, by that name: `{ subscribe: start }`, `{ start }`. */
  readonly members = new Map<string, { readonly key: string; readonly node: Node }[]>();
  /** What stands for the component that the file is, which is run with its properties; null for another file. */
  component: FunctionNode | null = null;
  #lines: LineIndex | null = null;
  readonly #scopes = new Map<Node, Scope>();
  readonly #root: Node | null;
  #markup: ReadonlySet<Node> | null = null;
  readonly #longest: number | null;
  #unread: string | null = null;

  /** @param longest what the parser may take, milliseconds; null when whoever asks watches the time */
  constructor(source: SourceFile, longest: number | null) {
    this.source = source;
    this.#longest = longest;
    const parsed = parseScript(source, longest);
    this.problem = parsed.tree === null ? parsed.reason : null;
    this.#root = parsed.tree?.program ?? null;
    if (this.#root === null) return;
    this.#scopes.set(this.#root, new Map());
    if (/\.(vue|svelte|astro)$/i.test(source.file)) this.component = componentOf();
    this.#read(this.#root, null);
    this.writes.settle((name, at) => this.find(name, at));
  }

  parentOf(node: Node): Node | null {
    return outerOf(node);
  }

  /** The nodes around a node, the nearest first. */
  *around(node: Node): Generator<Node> {
    for (let outer = this.parentOf(node); outer !== null; outer = this.parentOf(outer)) yield outer;
  }

  /** The nearest function around a node, or null at the top. */
  functionAround(node: Node): FunctionNode | null {
    for (let outer = outerOf(node); outer !== null; outer = outerOf(outer)) if (isFunction(outer)) return outer;
    return null;
  }

  /** What a name stands for where a node is; null when nothing here declares it. */
  find(name: string, at: Node): Declaration | null {
    for (let outer: Node | null = at; outer !== null; outer = outerOf(outer)) {
      const found = this.#scopes.get(outer)?.get(name);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** A name of the module's top. */
  top(name: string): Declaration | null {
    return (this.#root && this.#scopes.get(this.#root)?.get(name)) ?? null;
  }

  /** Reads the markup as well, where a name stands in it that is looked for: most have none. */
  readMarkup(name: string): void {
    if (this.#root === null || this.#markup !== null) return;
    this.#unread ??= markupOf(this.source);
    const withHyphens = name.replace(/\B[A-Z]/g, '-$&').toLowerCase();
    if (![name, withHyphens].some((one) => this.#unread?.includes(one))) return;
    this.#markup = new Set(parseMarkup(this.source, this.#longest));
    for (const node of this.#markup) this.#read(node, this.#root);
    this.writes.settle((one, at) => this.find(one, at));
  }

  /** Whether a node stands in the markup of a page or a component. */
  isInMarkup(node: Node): boolean {
    const all = this.#markup;
    if (all === null || all.size === 0) return false;
    return all.has(node) || [...this.around(node)].some((outer) => all.has(outer));
  }

  /** The name of what is called where it comes from: `useCallback` of what is imported as another. */
  calledName(callee: Node): string | null {
    const name = nameOf(callee);
    const declared = name !== null && callee.type === 'Identifier' ? this.find(name, callee) : null;
    return declared?.kind === 'import' && /^\w+$/.test(declared.imported) && declared.imported !== 'default'
      ? declared.imported
      : name;
  }

  /** A node as it is written. */
  textOf(node: Node): string {
    return this.source.text.slice(node.start ?? 0, node.end ?? 0);
  }

  /** Where a node begins. */
  place(node: Node): Location {
    this.#lines ??= new LineIndex(this.source.text);
    return { file: this.source.file, ...this.#lines.at(node.start ?? 0) };
  }

  /** A call of a method is where its name is: a chain begins lines above. */
  placeOfCall(node: Node): Location {
    const callee = isCall(node) ? bare(node.callee) : null;
    return this.place(isMember(callee) ? callee.property : node);
  }

  #read(root: Node, around: Node | null): void {
    placeIn(root, around);
    const open: Node[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      this.#declare(node);
      this.#note(node);
      const from = open.length;
      pushChildren(node, open);
      // In the order of the text: the first is taken first.
      reverseFrom(open, from, node);
    }
  }

  #declare(node: Node): void {
    switch (node.type) {
      case 'ImportDeclaration':
        this.importSources.add(node.source.value);
        for (const one of node.specifiers) {
          const imported = one.type === 'ImportSpecifier' ? (keyOf(one.imported, false) ?? '') : IMPORTED[one.type];
          if (imported !== one.local.name) addTo(this.importedAs, imported, one.local.name);
          this.#add(node, one.local.name, { kind: 'import', source: node.source.value, imported });
        }
        break;
      case 'VariableDeclarator':
        this.#declareVariable(node);
        break;
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        if (node.id) this.#add(node, node.id.name, { kind: isClass(node) ? 'class' : 'function', node });
        break;
      case 'TSEnumDeclaration':
        this.#add(node, node.id.name, { kind: 'enum', node });
        break;
      case 'CatchClause':
        for (const { name } of node.param ? namesIn(node.param) : [])
          this.#in(node).set(name, made(name, { kind: 'other' }));
        break;
      default:
        break;
    }
    if (isClass(node)) this.classes.push(node);
    if (!isFunction(node)) return;
    for (const [index, parameter] of node.params.entries()) {
      for (const { name, steps } of namesIn(parameter)) {
        this.#noteRenamed(name, steps);
        this.#in(node).set(name, made(name, { kind: 'parameter', of: node, index, steps }));
      }
    }
  }

  #declareVariable(node: Extract<Node, { type: 'VariableDeclarator' }>): void {
    const declaration = this.parentOf(node);
    const statement = declaration && this.parentOf(declaration);
    const isLoop =
      (statement?.type === 'ForOfStatement' || statement?.type === 'ForInStatement') && statement.left === declaration;
    const isVar = declaration?.type === 'VariableDeclaration' && declaration.kind === 'var';
    for (const { name, steps } of namesIn(node.id)) {
      this.#noteRenamed(name, steps);
      const what = isLoop
        ? ({ kind: 'each', loop: statement, steps } as const)
        : ({ kind: 'variable', node, steps } as const);
      this.#add(node, name, what, isVar);
    }
  }

  /** `{ subscribe: start }` */
  #noteRenamed(name: string, steps: readonly Step[]): void {
    const step = steps.at(-1);
    if (step?.kind === 'key' && step.key !== name) addTo(this.importedAs, step.key, name);
  }

  #add(at: Node, name: string, what: What, isVar = false): void {
    const scope = this.#in(this.#holder(at, isVar));
    const known = scope.get(name);
    // A second declaration of a var, or an overload of a function, is one more value.
    if (known !== undefined && what.kind === 'variable' && what.node.init) known.writes.push(what.node.init);
    else scope.set(name, made(name, what));
  }

  /** The block that a declaration belongs to. */
  #holder(at: Node, isVar: boolean): Node {
    for (const outer of this.around(at)) {
      if (isFunction(outer) || outer === this.#root) return outer;
      if (!isVar && BLOCKS.has(outer.type)) return outer;
    }
    return this.#root ?? at;
  }

  #in(node: Node): Scope {
    const scope = this.#scopes.get(node) ?? new Map<string, Declaration>();
    this.#scopes.set(node, scope);
    return scope;
  }

  #note(node: Node): void {
    switch (node.type) {
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression':
        this.#noteCall(node, nameOf(node.callee) ?? (node.callee.type === 'Super' ? 'super' : null));
        if (node.type === 'CallExpression') this.#noteUse(node);
        break;
      case 'JSXOpeningElement':
        this.#noteCall(node, nameOf(node.name));
        break;
      case 'AssignmentExpression':
        this.writes.note(node);
        this.exports.noteAssignment(node.left, node.right);
        break;
      case 'UpdateExpression':
        this.writes.note(node);
        break;
      case 'AwaitExpression':
        this.awaits.push(node);
        break;
      case 'StringLiteral':
        if (node.value === 'postgres_changes') this.uses.push(node);
        break;
      case 'Identifier':
        if (node.name === 'POSTGRES_CHANGES') this.uses.push(node);
        break;
      case 'ObjectProperty':
        this.#noteMember(node);
        break;
      case 'ObjectMethod':
        // It is given the properties.
        if (this.component !== null && keyOf(node.key, node.computed) === 'setup') this.component = node;
        break;
      case 'ExportNamedDeclaration':
      case 'ExportDefaultDeclaration':
      case 'ExportAllDeclaration':
        if ('source' in node && node.source) this.importSources.add(node.source.value);
        this.exports.note(node);
        break;
      default:
        break;
    }
  }

  #noteCall(node: CallNode, name: string | null): void {
    if (name !== null) addTo(this.calls, name, node);
  }

  #noteMember(node: Extract<Node, { type: 'ObjectProperty' }>): void {
    const key = keyOf(node.key, node.computed);
    if (key === null || node.value.type !== 'Identifier' || this.parentOf(node)?.type !== 'ObjectExpression') return;
    addTo(this.members, node.value.name, { key, node });
  }

  #noteUse(node: Extract<Node, { type: 'CallExpression' }>): void {
    const [first] = node.arguments;
    const isAsked = node.callee.type === 'Import' || nameOf(node.callee) === 'require';
    if (isAsked && first?.type === 'StringLiteral') {
      this.importSources.add(first.value);
      const declarator = [...this.around(node)].find(({ type }) => type === 'VariableDeclarator');
      // `const List = lazy(() => import('./List'))`
      if (declarator?.type === 'VariableDeclarator' && declarator.id.type === 'Identifier') {
        addTo(this.importedAs, 'default', declarator.id.name);
      }
    }
    this.writes.note(node);
  }
}

function componentOf(): FunctionNode {
  const body: BlockStatement = { type: 'BlockStatement', body: [], directives: [] };
  return { type: 'ArrowFunctionExpression', params: [], body, async: false, expression: false };
}

/** Turns the end of a list around, which are the children of a node, and notes that they are. */
function reverseFrom(list: Node[], from: number, outer: Node): void {
  for (let first = from, last = list.length - 1; first <= last; first += 1, last -= 1) {
    const [one, other] = [list[first], list[last]];
    if (one === undefined || other === undefined) return;
    placeIn(one, outer);
    placeIn(other, outer);
    list[first] = other;
    list[last] = one;
  }
}

const IMPORTED = { ImportDefaultSpecifier: 'default', ImportNamespaceSpecifier: '*' } as const;

const BLOCKS: ReadonlySet<string> = new Set([
  ...['BlockStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'SwitchStatement', 'StaticBlock'],
]);

type What = DistributiveOmit<Declaration, 'name' | 'writes' | 'additions'>;
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

function made(name: string, what: What): Declaration {
  return { ...what, name, writes: [], additions: null } as Declaration;
}
