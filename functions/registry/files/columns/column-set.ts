/** A field that a column of a file may stand for. */
export interface Column<Field extends string> {
  readonly field: Field;
  /** The header that exports have, then others that stations use. Compared without spaces, punctuation, width and case. */
  readonly headers: readonly [string, ...string[]];
}

/** What the columns of a kind of file may be. */
export interface ColumnSet<Field extends string> {
  readonly columns: readonly Column<Field>[];
  /** Of each of these groups of fields at least one must have a column. */
  readonly required: readonly (readonly Field[])[];
}
