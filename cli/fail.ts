/** Says what went wrong in one line (with the stack when `DEBUG` is set) and makes the process end with 1. */
export function fail(error: unknown): void {
  const isError = error instanceof Error;
  const text = isError && process.env['DEBUG'] !== undefined ? error.stack : undefined;
  process.stderr.write(`${text ?? (isError ? `${error.name}: ${error.message}` : String(error))}\n`);
  process.exitCode = 1;
}
