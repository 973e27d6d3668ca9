import type { Writable } from 'node:stream';

/** What a line of the access log can say, by the name of the `$context` variable (`identity.sourceIp`). */
export type AccessContext = Readonly<Record<string, string>>;

/** The access log of a stage: lines in the stage's own format, and counts by status. */
export class AccessLog {
  readonly #format: string | undefined;
  readonly #log: Writable;
  readonly #counts = new Map<number, number>();

  /** `format` undefined only counts. */
  constructor(format: string | undefined, log: Writable) {
    this.#format = format;
    this.#log = log;
  }

  /** How many requests were answered with each status. */
  get countByStatus(): ReadonlyMap<number, number> {
    return this.#counts;
  }

  /** Writes the line for one request; a variable that is not known is written as `-`, as API Gateway does. */
  write(status: number, context: AccessContext): void {
    this.#counts.set(status, (this.#counts.get(status) ?? 0) + 1);
    if (this.#format === undefined) return;
    const line = this.#format.replaceAll(/\$context\.([\w.]+)/g, (_, name: string) => context[name] ?? '-');
    this.#log.write(`${line}\n`);
  }
}
