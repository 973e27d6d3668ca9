/** Names that providers give their errors; anything else might quote a message or a number. */
const ERROR_NAME = /^[A-Za-z][A-Za-z0-9._]{0,59}$/;

/** What is kept of an error: its name, never its text. */
export function errorName(error: unknown): string {
  return error instanceof Error && ERROR_NAME.test(error.name) ? error.name : 'UnnamedError';
}
