import type { ExportNamedDeclaration, Node } from '@babel/types';
import { addTo, groupBy } from '../../model/group-by.js';
import type { Location } from '../../model/subscription.js';
import { LineIndex } from '../line-index.js';
import type { SourceFile } from '../source-file.js';
import { type Additions, type Declaration, namesIn, noAdditions } from './declarations.js';
import {
  bare,
  type CallNode,
  childrenOf,
  type FunctionNode,
  isCall,
  isClass,
  isFunction,
  keyOf,
  nameOf,
  outerOf,
  placeIn,
} from './nodes.js';
import { parseScript } from './parse.js';

/** Where something that a module gives away comes from. */
export type Exported =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'value'; readonly node: Node }
  | { readonly kind: 'from'; readonly source: string; readonly imported: string };

type Scope = Map<string, Declaration>;

/** A file as a tree with what its names stand for. It is read in one pass, and asked as often as needed. */
export class Module {
  readonly source: SourceFile;
  /** Why there is no tree; null when there is one. */
  readonly problem: string | null;
  readonly exports = new Map<string, Exported>();
  /** The modules whose every export is given away. */
  readonly starSources: string[] = [];
  /** The modules that are asked for, as written. */
  readonly importSources = new Set<string>();
  /** Every `await`. */
  readonly awaits: Node[] = [];
  /** Where postgres_changes is spoken of, in any way. */
  readonly uses: Node[] = [];
  /** The names that imports have here, by those they have where they come from, where the two differ. */
  readonly importedAs = new Map<string, string[]>();
  /** All calls, by the name of what is called. */
  readonly calls = new Map<string, CallNode[]>();
  /** What is given to the properties of `this`, by name, whichever class it is in. */
  readonly thisWrites = new Map<string, Node[]>();
  /** What is put in the properties of `this`, by name, whichever class it is in. */
  readonly thisAdditions = new Map<string, Additions>();
  /** The properties of objects that have a name for their value, by that name: `{ subscribe: start }`, `{ start }`. */
  readonly members = new Map<string, { readonly key: string; readonly node: Node }[]>();
  #lines: LineIndex | null = null;
  #exportedAs: ReadonlyMap<string, readonly (readonly [string, Exported])[]> | null = null;
  readonly #scopes = new Map<Node, Scope>();
  readonly #root: Node | null;
  /** Statements that write to a name or to a property of `this`; their names are known when all is read. */
  readonly #writes: Extract<Node, { type: 'AssignmentExpression' }>[] = [];
  readonly #updates: Extract<Node, { type: 'UpdateExpression' }>[] = [];
  readonly #pushes: Extract<Node, { type: 'CallExpression' }>[] = [];

  /** @param longest what the parser may take, milliseconds; null when whoever asks watches the time */
  constructor(source: SourceFile, longest: number | null) {
    this.source = source;
    const parsed = parseScript(source, longest);
    this.problem = parsed.tree === null ? parsed.reason : null;
    this.#root = parsed.tree?.program ?? null;
    if (this.#root === null) return;
    this.#scopes.set(this.#root, new Map());
    this.#read(this.#root);
    this.#settleWrites();
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

  /** The names under which a name of the module's top is given away. */
  exportedAs(name: string): readonly string[] {
    this.#exportedAs ??= groupBy([...this.exports], ([, one]) => (one.kind === 'name' ? one.name : ''));
    return name === '' ? [] : (this.#exportedAs.get(name) ?? []).map(([given]) => given);
  }

  /** A name of the module's top. */
  top(name: string): Declaration | null {
    return (this.#root && this.#scopes.get(this.#root)?.get(name)) ?? null;
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
    const isMember = callee?.type === 'MemberExpression' || callee?.type === 'OptionalMemberExpression';
    return this.place(isMember ? callee.property : node);
  }

  #read(root: Node): void {
    placeIn(root, null);
    const open: Node[] = [root];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      this.#declare(node);
      this.#note(node);
      const children = childrenOf(node);
      // In the order of the text: the first is taken first.
      for (let index = children.length - 1; index >= 0; index -= 1) {
        const child = children[index];
        if (child === undefined) continue;
        placeIn(child, node);
        open.push(child);
      }
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
    if (!isFunction(node)) return;
    for (const [index, parameter] of node.params.entries()) {
      for (const { name, steps } of namesIn(parameter)) {
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
      const what = isLoop
        ? ({ kind: 'each', loop: statement, steps } as const)
        : ({ kind: 'variable', node, steps } as const);
      this.#add(node, name, what, isVar);
    }
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
        this.#writes.push(node);
        this.#noteCommonExport(node.left, node.right);
        break;
      case 'UpdateExpression':
        this.#updates.push(node);
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
      case 'ExportNamedDeclaration':
        this.#noteExports(node);
        break;
      case 'ExportDefaultDeclaration': {
        const given = node.declaration;
        const id = given.type === 'FunctionDeclaration' || given.type === 'ClassDeclaration' ? given.id : null;
        this.exports.set('default', id ? { kind: 'name', name: id.name } : { kind: 'value', node: given });
        break;
      }
      case 'ExportAllDeclaration':
        this.importSources.add(node.source.value);
        this.starSources.push(node.source.value);
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
    if (isAsked && first?.type === 'StringLiteral') this.importSources.add(first.value);
    const name = nameOf(node.callee);
    if (name === 'push' || name === 'add' || name === 'set') this.#pushes.push(node);
  }

  #noteExports(node: ExportNamedDeclaration): void {
    const from = node.source?.value ?? null;
    if (from !== null) this.importSources.add(from);
    for (const one of node.specifiers) {
      if (one.type === 'ExportNamespaceSpecifier') {
        if (from !== null) this.exports.set(one.exported.name, { kind: 'from', source: from, imported: '*' });
      } else if (one.type === 'ExportSpecifier') {
        const name = keyOf(one.exported, false) ?? '';
        const local = keyOf(one.local, false) ?? '';
        this.exports.set(
          name,
          from === null ? { kind: 'name', name: local } : { kind: 'from', source: from, imported: local },
        );
      }
    }
    const given = node.declaration;
    if (!given) return;
    const names =
      given.type === 'VariableDeclaration'
        ? given.declarations.flatMap((one) => namesIn(one.id).map(({ name }) => name))
        : 'id' in given && given.id?.type === 'Identifier'
          ? [given.id.name]
          : [];
    for (const name of names) this.exports.set(name, { kind: 'name', name });
  }

  /** `module.exports = {...}`, `module.exports.name = ...`, `exports.name = ...` */
  #noteCommonExport(left: Node, right: Node): void {
    if (left.type !== 'MemberExpression') return;
    const name = keyOf(left.property, left.computed);
    const { object } = left;
    if (name === null) return;
    if (object.type === 'Identifier' && object.name === 'module' && name === 'exports') {
      this.exports.set('default', { kind: 'value', node: right });
      if (right.type !== 'ObjectExpression') return;
      for (const one of right.properties) {
        const key = one.type === 'SpreadElement' ? null : keyOf(one.key, one.computed);
        if (key !== null && one.type === 'ObjectProperty') this.exports.set(key, { kind: 'value', node: one.value });
        if (key !== null && one.type === 'ObjectMethod') this.exports.set(key, { kind: 'value', node: one });
      }
      return;
    }
    const isExports =
      (object.type === 'Identifier' && object.name === 'exports') ||
      (object.type === 'MemberExpression' && nameOf(object) === 'exports' && nameOf(object.object) === 'module');
    if (isExports) this.exports.set(name, { kind: 'value', node: right });
  }

  #settleWrites(): void {
    for (const { left, right, operator } of this.#writes) {
      if (left.type === 'Identifier') this.find(left.name, left)?.writes.push(PLAIN.has(operator) ? right : left);
      else if (left.type === 'MemberExpression' && PLAIN.has(operator)) this.#settleProperty(left, right);
    }
    for (const update of this.#updates) {
      const { argument } = update;
      if (argument.type === 'Identifier') this.find(argument.name, argument)?.writes.push(update);
    }
    for (const { callee, arguments: given } of this.#pushes) {
      const additions = callee.type === 'MemberExpression' ? this.#additionsTo(callee.object) : null;
      const [key, value] = given;
      if (nameOf(callee) !== 'set') additions?.pushed.push(...given);
      else if (key !== undefined && value !== undefined) additions?.kept.push([key, value]);
    }
  }

  #settleProperty(left: Extract<Node, { type: 'MemberExpression' }>, right: Node): void {
    const key = keyOf(left.property, left.computed);
    const isOfThis = bare(left.object).type === 'ThisExpression';
    const additions = this.#additionsTo(left.object);
    if (key === null) additions?.kept.push([left.property, right]);
    else if (isOfThis) addTo(this.thisWrites, key, right);
    else if (additions !== null) addTo(additions.propertyWrites, key, right);
  }

  /** Of a name, or of a property of `this`. */
  #additionsTo(node: Node): Additions | null {
    const owner = bare(node);
    if (owner.type === 'Identifier') return this.find(owner.name, owner);
    if (owner.type !== 'MemberExpression' || bare(owner.object).type !== 'ThisExpression') return null;
    const key = keyOf(owner.property, owner.computed);
    if (key === null) return null;
    const additions = this.thisAdditions.get(key) ?? noAdditions();
    this.thisAdditions.set(key, additions);
    return additions;
  }
}

/** Operators after which a name is worth what stands on the right; after `+=` it is not. */
const PLAIN: ReadonlySet<string> = new Set(['=', '??=', '||=', '&&=']);

const IMPORTED = { ImportDefaultSpecifier: 'default', ImportNamespaceSpecifier: '*' } as const;

const BLOCKS: ReadonlySet<string> = new Set([
  ...['BlockStatement', 'ForStatement', 'ForOfStatement', 'ForInStatement', 'SwitchStatement', 'StaticBlock'],
]);

type What = DistributiveOmit<Declaration, 'name' | 'writes' | keyof Additions>;
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

function made(name: string, what: What): Declaration {
  return { name, writes: [], ...noAdditions(), ...what } as Declaration;
}
