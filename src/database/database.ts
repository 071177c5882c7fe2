/** What the catalogue needs of a database, whatever engine is behind it. */
export interface Database {
  /** For people, for example `PostgreSQL 17.4`. */
  readonly engine: string;
  /** Runs one query with bound parameters and returns its checked rows. Queries may be sent without waiting in between. */
  query<Row extends object>(query: Query<Row>, parameters: readonly unknown[]): Promise<readonly Row[]>;
  /** Ends the transaction and the connection; never throws, may be called twice. */
  close(): Promise<void>;
}

/** A query as a file of its own: its SQL, and what each column holds, tied to the row type by the compiler. */
export interface Query<Row extends object> {
  readonly name: string;
  readonly columns: { readonly [Column in keyof Row]: ColumnType<Row[Column]> };
  readonly sql: string;
}

/** The types our queries cast to; a `?` marks a column that may be null. */
type ColumnType<Value> = null extends Value ? `${BareType<NonNullable<Value>>}?` : BareType<Value>;
type BareType<Value> = Value extends readonly string[]
  ? 'text[]'
  : Value extends boolean
    ? 'boolean'
    : Value extends number
      ? 'integer'
      : Value extends string
        ? 'text'
        : never;
