import type { Binding, FunctionDeclaration, Loop, TypeDeclaration } from './declarations.js';
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
    this.#all = nest(file, [...this.functions, ...this.types], !file.isIndented, lambdas);
    this.#scopeOfToken = assign(file.count, this.#all);
    this.top = this.#all[0] ?? { from: 0, to: file.count, parent: null, owner: null, names: new Map() };
    for (const scope of this.#all) {
      if (scope.owner?.kind === 'function') addParameters(scope, scope.owner);
      if (scope.owner?.kind === 'type') this.#scopeOfType.set(scope.owner, scope);
    }
    for (const type of this.types)
      for (const found of findCases(type)) addTo(this.#scopeOf(type).names, found.name, found.binding);
    for (const { result: span, token, name } of this.functions) {
      const around = span && this.at(token).parent;
      if (around) addTo(around.names, name, { kind: 'value', file, span, token });
    }
    for (const lambda of lambdas) addNames(this.at(lambda.span.from), lambda, file);
    for (const found of findValues(file)) this.#addValue(found);
  }

  /** The innermost scope around a token. */
  at(token: number): Scope {
    return this.#all[this.#scopeOfToken[token] ?? 0] ?? this.top;
  }

  /**
   * What a name stands for at a token: what the innermost scope that knows it says.
   * @param ofType what it stands for as a member of a type around
   */
  find(token: number, name: string, ofType: (type: TypeDeclaration) => readonly Binding[]): readonly Binding[] {
    for (const { owner, names, parent } of this.around(token)) {
      if (names === parent?.names) continue;
      const found = owner?.kind === 'type' ? ofType(owner) : names.get(name);
      if (found !== undefined && (found.length > 0 || owner?.kind !== 'type')) return found;
    }
    return [];
  }

  /** What a type's member stands for, wherever in the file the type or an extension of it says so. */
  members(typeName: string, member: string): readonly Binding[] {
    return this.allMembers(typeName).get(member) ?? [];
  }

  /** All of them by their names. */
  allMembers(typeName: string): ReadonlyMap<string, readonly Binding[]> {
    this.#members ??= this.#listMembers();
    return this.#members.get(typeName) ?? new Map();
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
    const scope = kind === 'declared' ? this.at(token) : this.#declaring(token, name, kind);
    if (scope !== null) addTo(scope.names, name, { kind: 'value', file, span, token });
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

function addTo(names: Map<string, Binding[]>, name: string, binding: Binding): void {
  const known = names.get(name);
  if (known === undefined) names.set(name, [binding]);
  else if (known.length < MOST_MEANINGS) known.push(binding);
}

function addParameters(scope: Scope, of: FunctionDeclaration): void {
  for (const parameter of of.parameters) {
    addTo(scope.names, parameter.name, { kind: 'parameter', of, parameter });
    if (parameter.isField && scope.parent !== null && scope.parent.names !== scope.names) {
      addTo(scope.parent.names, parameter.name, { kind: 'parameter', of, parameter });
    }
  }
}

/** What a lambda takes is its own, and no namesake around it; what is not known of it is nothing. */
function addNames({ names }: Scope, { span, list, taken }: Lambda, file: LexedFile): void {
  const loop: Loop | null = list && { kind: 'loop', file, token: span.from, list };
  for (const { name, parts } of taken) names.set(name, loop && parts ? [{ kind: 'element', of: loop, parts }] : []);
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
    if (file.is(token, '{')) spans.push({ from: token, to: file.partner(token), owner: null });
  }
  spans.sort((a, b) => a.from - b.from || b.to - a.to);
  const scopes: Scope[] = [{ from: -1, to: file.count + 1, parent: null, owner: null, names: new Map() }];
  let around = scopes[0] ?? null;
  for (const { from, to, owner } of spans) {
    while (around !== null && around.to <= from) around = around.parent;
    // The braces of a body are the scope of what has the body.
    if (owner === null && file.is(from, '{') && around?.owner != null && around.to === to) continue;
    // What a class takes is known as its members are.
    const isWhole = owner?.kind === 'function' && around?.owner?.kind === 'type' && around.owner.token === owner.token;
    const names: Scope['names'] = isWhole && around !== null ? around.names : new Map();
    around = { from, to: Math.min(to, around?.to ?? to), parent: around, owner, names };
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
