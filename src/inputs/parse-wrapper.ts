import type { WrapperHint } from '../model/scan-request.js';
import type { Location } from '../model/subscription.js';
import { type MappingReader, readMapping } from './read-mapping.js';

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/**
 * One entry of `wrappers` in the config file: the name of a function, and where its calls say the table.
 * @throws InputError with file and line
 */
export function parseWrapper(value: unknown, location: Location): WrapperHint {
  const entry = readMapping(value, location, 'wrappers', ['name', 'table'], 'name and table');
  const name = entry.text('name');
  if (!IDENTIFIER.test(name)) {
    entry.fail(
      `"${name}" is not the name of a function; write it without what stands before and after, as useRealtime`,
    );
  }
  return { name, table: readPath(entry), location };
}

/** `0` is the first argument, `1.table` the property `table` of the second; without a number it is the first's. */
function readPath(entry: MappingReader): readonly (string | number)[] {
  const said = entry.value('table');
  const written = typeof said === 'number' ? String(said) : entry.text('table');
  const [first = '', ...rest] = written.split('.');
  const path = /^\d{1,2}$/.test(first) ? rest : [first, ...rest];
  if (!path.every((part) => IDENTIFIER.test(part) || /^\d{1,4}$/.test(part))) {
    entry.fail(`table: "${written}" is not the index of an argument, as 0, or a path of properties, as 0.table`);
  }
  return [path === rest ? Number(first) : 0, ...path.map((part) => (/^\d+$/.test(part) ? Number(part) : part))];
}
