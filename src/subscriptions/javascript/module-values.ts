import type { Evaluator } from './evaluator.js';
import type { Module } from './module.js';
import { type ObjectValue, type Thunk, unknown, type Value } from './value.js';
import { PAGE_GLOBALS, WELL_KNOWN } from './well-known.js';

/** What an import is worth. @param source as written @param imported the name it has there, `*` for all of it */
export function importedValue(evaluator: Evaluator, module: Module, source: string, imported: string): Value {
  const wellKnown = WELL_KNOWN[imported];
  if (wellKnown !== undefined && source.startsWith('@supabase/')) return wellKnown;
  const other = evaluator.project.imported(source, module);
  if (other === null) return wellKnown ?? unknown(`it comes from ${source}`);
  return imported === '*' ? namespaceValue(evaluator, other) : exportedValue(evaluator, other, imported);
}

/** What a module gives away under a name. */
export function exportedValue(evaluator: Evaluator, module: Module, name: string, depth = 0): Value {
  if (name === 'default' && module.component !== null) return evaluator.functionValue(module, module.component);
  const found = module.exports.get(name);
  if (found?.kind === 'value') return evaluator.evaluate(module, found.node);
  if (found?.kind === 'from') return importedValue(evaluator, module, found.source, found.imported);
  if (found?.kind === 'name') {
    const declared = module.top(found.name);
    return declared === null ? unknown(`${found.name} is not declared`) : evaluator.declared(module, declared);
  }
  for (const source of depth > 8 ? [] : module.exports.starSources) {
    const other = evaluator.project.imported(source, module);
    const value = other && exportedValue(evaluator, other, name, depth + 1);
    if (value !== null && value.kind !== 'unknown') return value;
  }
  return unknown(`${module.source.file} exports no ${name}`);
}

/** Everything that a module gives away. */
export function namespaceValue(evaluator: Evaluator, module: Module): ObjectValue {
  const properties = new Map<string, Thunk>();
  const seen = new Set([module]);
  let isOpen = false;
  // The set grows by the modules whose every export is given away as well.
  for (const giver of seen) {
    for (const name of [...giver.exports.names(), ...(giver.component === null ? [] : ['default'])]) {
      if (!properties.has(name)) properties.set(name, () => exportedValue(evaluator, giver, name));
    }
    for (const source of giver.exports.starSources) {
      const other = evaluator.project.imported(source, giver);
      if (other === null) isOpen = true;
      else seen.add(other);
    }
  }
  return { kind: 'object', properties, isOpen };
}

/** A name that nothing here declares: frameworks import some by themselves, from a module that gives away that name. */
export function globalValue(evaluator: Evaluator, module: Module, name: string): Value {
  if (name in globalThis || PAGE_GLOBALS.has(name)) return unknown(`${name} is worked out at run time`);
  const givers = evaluator.project
    .exporting(name)
    .filter((other) => other !== module && other.exports.get(name)?.kind === 'name');
  const [giver] = givers;
  if (giver === undefined || givers.length > 1) return unknown(`${name} is declared nowhere in this file`);
  return exportedValue(evaluator, giver, name);
}
