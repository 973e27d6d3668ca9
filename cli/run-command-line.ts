const signals = ['SIGINT', 'SIGTERM'] as const;

/** What was typed is not what the command takes. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * Runs a command of the command line. What goes wrong is said in one line (with the stack when `DEBUG` is set), and the
 * process ends with 1, or with what `failure` says.
 * @param main is given a promise that resolves at Ctrl-C or a request to terminate, so that it can stop what it started
 */
export async function runCommandLine(
  main: (interrupted: Promise<void>) => Promise<void>,
  { failure = 1 }: { readonly failure?: number } = {},
): Promise<void> {
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  const heard = (): void => interrupt();
  for (const signal of signals) process.once(signal, heard);
  try {
    await main(interrupted);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exitCode = failure;
  } finally {
    // What is left of the process after the command ends at a signal like any other.
    for (const signal of signals) process.removeListener(signal, heard);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (process.env['DEBUG'] !== undefined && error.stack !== undefined) return error.stack;
  const typed = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return `${typed ? 'UsageError' : error.name}: ${error.message}`;
}
