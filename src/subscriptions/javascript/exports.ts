import type { ExportAllDeclaration, ExportDefaultDeclaration, ExportNamedDeclaration, Node } from '@babel/types';
import { groupBy } from '../../model/group-by.js';
import { namesIn } from './declarations.js';
import { keyOf, nameOf } from './nodes.js';

/** Where something that a module gives away comes from. */
export type Exported =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'value'; readonly node: Node }
  | { readonly kind: 'from'; readonly source: string; readonly imported: string };

/** What a module gives away, in either of the two ways to say so. */
export class Exports {
  /** The modules whose every export is given away. */
  readonly starSources: string[] = [];
  readonly #byName = new Map<string, Exported>();
  #byLocal: ReadonlyMap<string, readonly (readonly [string, Exported])[]> | null = null;

  /** How many names are given away. */
  get size(): number {
    return this.#byName.size;
  }

  get(name: string): Exported | undefined {
    return this.#byName.get(name);
  }

  names(): Iterable<string> {
    return this.#byName.keys();
  }

  /** What is given on from other modules under another name than it has there: `export { subscribe as onRows } from './live'`. */
  *renamed(): Generator<{ readonly name: string; readonly imported: string }> {
    for (const [name, one] of this.#byName) {
      if (one.kind === 'from' && one.imported !== name && one.imported !== '*') {
        yield { name, imported: one.imported };
      }
    }
  }

  /** The names under which a name of the module's top is given away, when all of the module has been read. */
  namesOf(local: string): readonly string[] {
    this.#byLocal ??= groupBy([...this.#byName], ([, one]) => (one.kind === 'name' ? one.name : ''));
    return local === '' ? [] : (this.#byLocal.get(local) ?? []).map(([name]) => name);
  }

  note(node: ExportNamedDeclaration | ExportDefaultDeclaration | ExportAllDeclaration): void {
    switch (node.type) {
      case 'ExportNamedDeclaration':
        this.#noteNamed(node);
        break;
      case 'ExportDefaultDeclaration':
        this.#noteDefault(node);
        break;
      case 'ExportAllDeclaration':
        this.starSources.push(node.source.value);
        break;
    }
  }

  #noteNamed({ source, specifiers, declaration }: ExportNamedDeclaration): void {
    const from = source?.value ?? null;
    for (const one of specifiers) {
      if (one.type === 'ExportNamespaceSpecifier') {
        if (from !== null) this.#byName.set(one.exported.name, { kind: 'from', source: from, imported: '*' });
      } else if (one.type === 'ExportSpecifier') {
        const name = keyOf(one.exported, false) ?? '';
        const local = keyOf(one.local, false) ?? '';
        this.#byName.set(
          name,
          from === null ? { kind: 'name', name: local } : { kind: 'from', source: from, imported: local },
        );
      }
    }
    for (const name of declaration ? namesDeclaredBy(declaration) : []) this.#byName.set(name, { kind: 'name', name });
  }

  #noteDefault({ declaration }: ExportDefaultDeclaration): void {
    const isNamed = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
    const id = isNamed ? declaration.id : null;
    this.#byName.set('default', id ? { kind: 'name', name: id.name } : { kind: 'value', node: declaration });
  }

  /** `module.exports = {...}`, `module.exports.name = ...`, `exports.name = ...` */
  noteAssignment(left: Node, right: Node): void {
    if (left.type !== 'MemberExpression') return;
    const name = keyOf(left.property, left.computed);
    const { object } = left;
    if (name === null) return;
    if (object.type === 'Identifier' && object.name === 'module' && name === 'exports') this.#noteAll(right);
    const isExports =
      (object.type === 'Identifier' && object.name === 'exports') ||
      (object.type === 'MemberExpression' && nameOf(object) === 'exports' && nameOf(object.object) === 'module');
    if (isExports) this.#byName.set(name, { kind: 'value', node: right });
  }

  #noteAll(given: Node): void {
    this.#byName.set('default', { kind: 'value', node: given });
    if (given.type !== 'ObjectExpression') return;
    for (const one of given.properties) {
      const key = one.type === 'SpreadElement' ? null : keyOf(one.key, one.computed);
      if (key !== null && one.type === 'ObjectProperty') this.#byName.set(key, { kind: 'value', node: one.value });
      if (key !== null && one.type === 'ObjectMethod') this.#byName.set(key, { kind: 'value', node: one });
    }
  }
}

function namesDeclaredBy(declaration: Node): readonly string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap((one) => namesIn(one.id).map(({ name }) => name));
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}
