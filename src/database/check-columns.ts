/** pg_type.oid of the types our queries cast to. Source: src/include/catalog/pg_type.dat, stable across versions. */
const TYPE_OIDS: Readonly<Record<string, number>> = { boolean: 16, integer: 23, text: 25, 'text[]': 1009 };

/**
 * Makes the row type true: compares the result's columns and types with what the query declares, and looks for nulls
 * where there may be none. Costs one pass; the driver knows nothing of our types.
 * @throws Error naming query and column: a mistake of ours, not of the user
 */
export function checkColumns(
  query: { readonly name: string; readonly columns: Readonly<Record<string, string>> },
  fields: readonly { readonly name: string; readonly dataTypeID: number }[],
  rows: readonly Readonly<Record<string, unknown>>[],
): void {
  const declared = Object.entries(query.columns);
  if (declared.length !== fields.length) {
    throw new Error(`query ${query.name} returned ${fields.length} columns, not the ${declared.length} it declares`);
  }
  for (const [column, type] of declared) {
    const field = fields.find(({ name }) => name === column);
    if (field === undefined) throw new Error(`query ${query.name} returned no column ${column}`);
    if (field.dataTypeID !== TYPE_OIDS[type.replace('?', '')]) {
      throw new Error(`query ${query.name}: column ${column} has type oid ${field.dataTypeID}, not ${type}`);
    }
    if (!type.endsWith('?') && rows.some((row) => row[column] === null)) {
      throw new Error(`query ${query.name}: column ${column} is null in a row`);
    }
  }
}
