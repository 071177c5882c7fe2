/** A column and what it is of. */
export interface TypedColumn {
  readonly name: string;
  /** As PostgreSQL writes it, with schema and modifier where it has them: `character varying(20)`, `app.mood`. */
  readonly type: string;
  /** pg_type.typname of the type, of the one behind it where it is a domain: `varchar`, `int4`, `_text`, `mood`. */
  readonly baseType: string;
  /** pg_type.typcategory of that one: `A` array, `C` composite, `E` enum, `G` geometric, `R` range, `S` string ... */
  readonly category: string;
  readonly isDomain: boolean;
}

/** A column of a relation that is subscribed to by name. */
export interface Column extends TypedColumn {
  /** Whether long values are kept out of line; an UPDATE that leaves such a value alone does not log it again. */
  readonly isToastable: boolean;
  readonly generated: 'stored' | 'virtual' | null;
}

/**
 * A column of a type that not everything of may survive the way through Realtime: char or bit, or one of the primary key whose
 * values are of any length, or are of a domain. Those of plain types are none.
 */
export interface DelicateColumn extends TypedColumn {
  /** Of the primary key. */
  readonly isKey: boolean;
}
