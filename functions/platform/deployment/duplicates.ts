/** A value that occurred before. */
export interface Duplicate {
  readonly index: number;
  /** Where it occurred first. */
  readonly first: number;
  readonly value: string;
}

/** Every value that occurred before in the list, in order. */
export function duplicates(values: readonly string[]): Duplicate[] {
  return values
    .map((value, index) => ({ value, index, first: values.indexOf(value) }))
    .filter(({ index, first }) => first !== index);
}
