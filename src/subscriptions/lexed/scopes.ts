import type { Binding, FunctionDeclaration, TypeDeclaration } from './declarations.js';
import { findCases } from './find-cases.js';
import { findFunctions } from './find-functions.js';
import { findLambdas, type Lambda } from './find-lambdas.js';
import { findTypes } from './find-types.js';
import { type FoundValue, findValues } from './find-values.js';
import type { LexedFile, Span } from './lexed-file.js';

/** A stretch of a file with names of its own: the file, a type, a function, a block. */
export interface Scope extends Span {
  readonly parent: Scope | null;
  readonly owner: FunctionDeclaration | TypeDeclaration | null;
  readonly names: Map<string, Binding[]>;
}

/** Names may mean so many things in one scope; more are not told apart. */
const MOST_MEANINGS = 20;
const CONSTRUCTORS = new Set(['init', '__init__']);
/** How many blocks deep names are looked for. */
const DEEPEST = 200;

/** What the names in a file stand for. */
export class Scopes {
  readonly file: LexedFile;
  readonly functions: readonly FunctionDeclaration[];
  readonly types: readonly TypeDeclaration[];
  readonly top: Scope;
  readonly #all: readonly Scope[];
  readonly #scopeOfToken: Int32Array;
  readonly #scopeOfType = new Map<TypeDeclaration, Scope>();
  #members: ReadonlyMap<string, ReadonlyMap<string, readonly Binding[]>> | null = null;

  constructor(file: LexedFile) {
    this.file = file;
    this.types = findTypes(file);
    this.functions = nameConstructors(file, findFunctions(file), this.types);
    const lambdas = findLambdas(file);
    this.#all = nest(file, [...this.functions, ...this.types], !file.language.isIndented, lambdas);
    this.#scopeOfToken = assign(file.count, this.#all);
    this.top = this.#all[0] ?? { from: 0, to: file.count, parent: null, owner: null, names: new Map() };
    for (const scope of this.#all) {
      if (scope.owner?.kind === 'function') addParameters(scope, scope.owner);
      if (scope.owner?.kind === 'type') this.#scopeOfType.set(scope.owner, scope);
    }
    for (const type of this.types)
      for (const found of findCases(type)) add(this.#scopeOf(type), found.name, found.binding);
    for (const lambda of lambdas) addNames(this.at(lambda.span.from), lambda, file);
    for (const found of findValues(file)) this.#addValue(found);
  }

  /** The innermost scope around a token. */
  at(token: number): Scope {
    return this.#all[this.#scopeOfToken[token] ?? 0] ?? this.top;
  }

  /** What a name stands for at a token: what the innermost scope that knows it says. */
  find(token: number, name: string): readonly Binding[] {
    let scope: Scope | null = this.at(token);
    for (let depth = 0; scope !== null && depth < DEEPEST; depth += 1, scope = scope.parent) {
      const found = scope.names.get(name);
      if (found !== undefined) return found;
      // A companion object and an extension go by the name of the type.
      const members = scope.owner?.kind === 'type' ? this.members(scope.owner.name, name) : [];
      if (members.length > 0) return members;
    }
    return [];
  }

  /** What a type's member stands for, wherever in the file the type or an extension of it says so. */
  members(typeName: string, member: string): readonly Binding[] {
    this.#members ??= this.#listMembers();
    return this.#members.get(typeName)?.get(member) ?? [];
  }

  /** The type around a token, or null. */
  typeAt(token: number): TypeDeclaration | null {
    const type = this.around(token).find(({ owner }) => owner?.kind === 'type')?.owner;
    return type?.kind === 'type' ? type : null;
  }

  /** The functions around a token, the innermost first. */
  functionsAt(token: number): readonly FunctionDeclaration[] {
    return this.around(token).flatMap(({ owner }) => (owner?.kind === 'function' ? owner : []));
  }

  /** The scopes around a token, the innermost first. */
  around(token: number): readonly Scope[] {
    const found: Scope[] = [];
    for (let scope: Scope | null = this.at(token); scope !== null && found.length < DEEPEST; scope = scope.parent) {
      found.push(scope);
    }
    return found;
  }

  #scopeOf(type: TypeDeclaration): Scope {
    return this.#scopeOfType.get(type) ?? this.top;
  }

  /** By type and name; a file of nothing but types of one name would take too long to search for each. */
  #listMembers(): ReadonlyMap<string, ReadonlyMap<string, readonly Binding[]>> {
    const members = new Map<string, Map<string, Binding[]>>();
    for (const type of this.types) {
      const known = members.get(type.name) ?? new Map<string, Binding[]>();
      members.set(type.name, known);
      for (const [name, bindings] of this.#scopeOf(type).names) {
        for (const binding of bindings) addTo(known, name, binding);
      }
    }
    return members;
  }

  #addValue({ name, token, kind, span }: FoundValue): void {
    const { file } = this;
    if (kind === 'empty') {
      // What it is worth is assigned later; a field without a value is a matter of its type's constructors.
      const scope = this.at(token);
      const isLocal = this.around(token).find(({ owner }) => owner !== null)?.owner?.kind === 'function';
      if (isLocal && !scope.names.has(name)) scope.names.set(name, []);
      return;
    }
    // A loop's name is known in its block, which follows the list.
    const place = kind === 'element' ? span.to + (file.is(span.to, ')') ? 1 : 0) : token;
    const scope = kind === 'declared' || kind === 'element' ? this.at(place) : this.#declaring(token, name, kind);
    if (scope !== null) add(scope, name, { kind: kind === 'element' ? kind : 'value', file, span, token });
  }

  /** The scope that declares what is assigned to. A member that none declares belongs to the type. */
  #declaring(token: number, name: string, kind: 'assigned' | 'member'): Scope | null {
    const around = this.around(token);
    const type = around.findIndex(({ owner }) => owner?.kind === 'type');
    const typeName = around[type]?.owner?.name;
    const isConstructor = around.some(({ owner }) => owner?.kind === 'function' && owner.name === typeName);
    const declares = around.find(({ names }) => names.has(name));
    if (kind === 'assigned') return declares ?? (isConstructor ? (around[type] ?? null) : null);
    return around.slice(type).find(({ names }) => names.has(name)) ?? around.at(type) ?? null;
  }
}

function add({ names }: Scope, name: string, binding: Binding): void {
  addTo(names, name, binding);
}

function addTo(names: Map<string, Binding[]>, name: string, binding: Binding): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, [binding]);
  else if (known.length < MOST_MEANINGS) known.push(binding);
}

function addParameters(scope: Scope, of: FunctionDeclaration): void {
  for (const parameter of of.parameters) {
    add(scope, parameter.name, { kind: 'parameter', of, parameter });
    if (parameter.isField && scope.parent !== null) {
      add(scope.parent, parameter.name, { kind: 'parameter', of, parameter });
    }
  }
}

/** What a lambda takes is its own, and no namesake around it; what is not known of it is nothing. */
function addNames({ names }: Scope, lambda: Lambda, file: LexedFile): void {
  for (const [index, name] of lambda.names.entries()) {
    const { list } = lambda;
    const isElement = index === 0 && list !== null;
    names.set(name, isElement ? [{ kind: 'element', file, span: list, token: lambda.span.from }] : []);
  }
}

/** `init` and `__init__` go by the name of their type, as their callers have it. */
function nameConstructors(
  file: LexedFile,
  functions: readonly FunctionDeclaration[],
  types: readonly TypeDeclaration[],
): readonly FunctionDeclaration[] {
  if (!functions.some(({ name }) => CONSTRUCTORS.has(name))) return functions;
  const scopes = nest(file, types, false);
  const scopeOf = assign(file.count, scopes);
  return functions.map((one) => {
    const type = scopes[scopeOf[one.token] ?? 0]?.owner ?? null;
    return CONSTRUCTORS.has(one.name) && type !== null ? { ...one, name: type.name } : one;
  });
}

/** The scopes of a file by where they begin, each with the one around it; the first is the file. */
function nest(
  file: LexedFile,
  owners: readonly (FunctionDeclaration | TypeDeclaration)[],
  hasBlocks: boolean,
  lambdas: readonly Lambda[] = [],
): readonly Scope[] {
  const spans: (Span & { owner: Scope['owner'] })[] = owners.map((owner) => ({ ...owner.span, owner }));
  for (const { span } of lambdas) if (!hasBlocks || !file.is(span.from, '{')) spans.push({ ...span, owner: null });
  for (let token = 0; hasBlocks && token < file.count; token += 1) {
    if (file.is(token, '{')) spans.push({ from: token, to: Math.min(file.partner(token), file.count), owner: null });
  }
  spans.sort((a, b) => a.from - b.from || b.to - a.to);
  const scopes: Scope[] = [{ from: -1, to: file.count + 1, parent: null, owner: null, names: new Map() }];
  let around = scopes[0] ?? null;
  for (const { from, to, owner } of spans) {
    while (around !== null && around.to <= from) around = around.parent;
    // The braces of a body are the scope of what has the body.
    if (owner === null && file.is(from, '{') && around?.owner != null && around.to === to) continue;
    around = { from, to: Math.min(to, around?.to ?? to), parent: around, owner, names: new Map() };
    scopes.push(around);
  }
  return scopes;
}

/** For each token the number of the innermost scope around it. */
function assign(count: number, scopes: readonly Scope[]): Int32Array {
  const scopeOfToken = new Int32Array(count);
  const open = [0];
  let next = 1;
  for (let token = 0; token < count; token += 1) {
    for (; (scopes[next]?.from ?? count) <= token; next += 1) {
      close(token);
      open.push(next);
    }
    close(token);
    scopeOfToken[token] = open.at(-1) ?? 0;
  }
  return scopeOfToken;

  function close(token: number): void {
    while (open.length > 1 && (scopes[open.at(-1) ?? 0]?.to ?? 0) <= token) open.pop();
  }
}
