/** What a file does tell: a cell that is empty takes nothing away. */
export function told<T extends object>(row: T): Partial<T> {
  const partial: Partial<T> = { ...row };
  for (const name in partial) if (partial[name] === undefined) delete partial[name];
  return partial;
}
