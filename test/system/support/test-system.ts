import type { OutboxMessage } from '#cli/demo/demo-system.ts';

import type { TestOfficer } from './test-officer.ts';

/** What is wrong with a token. */
export interface TokenFlaw {
  readonly audience?: string;
  readonly issuer?: string;
  /** Negative: it has expired that many seconds ago. */
  readonly validSeconds?: number;
}

/** An item of the table, as the database holds it. */
export interface TableItem {
  readonly pk: string;
  readonly sk: string;
  readonly entity: string;
  readonly revision: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The whole system on this machine, from outside: HTTP, telephones, the clock; and its table, to count what was written. */
export interface TestSystem {
  readonly url: string;
  token(officer: TestOfficer, flaw?: TokenFlaw): Promise<string>;
  /** Everything that telephones and mailboxes received, oldest first. */
  messages(): readonly OutboxMessage[];
  /** Milliseconds since the epoch, by the system's clock. */
  now(): number;
  advance(seconds: number): Promise<void>;
  settle(): Promise<void>;
  /** Every item of a partition whose sort key begins with `prefix`, in order. */
  items(pk: string, prefix: string): Promise<TableItem[]>;
  /** Every item of the table. */
  allItems(): Promise<TableItem[]>;
  /** How many requests the API's access log counts with this status. */
  answered(status: number): number;
  /** From now on messages to this telephone fail. */
  failFor(telephone: string): void;
  /** Name, and input, output and history as JSON text, of every execution so far. */
  executions(): Promise<[name: string, text: string][]>;
  close(): Promise<void>;
}
