import * as z from 'zod';

import { recordActor, type Actor } from '#platform/actor/actor.ts';
import { auditEntrySchema, chainEntry, GENESIS_HASH, hashOf } from '#platform/audit/audit-entry.ts';
import { sortable } from '#platform/case/case.ts';
import { outboxItems, type Effect } from '#platform/outbox/effect.ts';
import type { Entity, IndexKeys, Key, Write } from '#platform/store/item-store.ts';

import { idempotencyItem, type Idempotency, type Reply } from './idempotency.ts';

/** The members that every record kept in a ledger has. */
export const ledgerStateSchema = z.object({ version: z.int().min(1), auditHead: z.string() });

/** The members that every record kept in a ledger has. */
export type LedgerState = z.infer<typeof ledgerStateSchema>;

/** Where a record with its own timeline and audit chain lives: a case, or a station's duty book. */
export interface Ledger {
  /** Id of the record, also the name of its audit chain. */
  readonly id: string;
  readonly key: Key;
  readonly entity: Entity;
  readonly index?: IndexKeys;
  /** How record and event are kept where they speak of a person; absent: as they are. */
  readonly seal?: LedgerSeal;
}

/** Makes of a record, and of what its event says, what is kept: sealed by the key of the person they speak of. */
export interface LedgerSeal {
  readonly record: (body: Readonly<Record<string, unknown>>) => object;
  readonly eventData: (
    data: Readonly<Record<string, unknown>>,
    sequence: number,
  ) => Readonly<Record<string, unknown>>;
}

/** Everything that one command writes. Event, audit entry and record share one number: the new version. */
export interface LedgerCommit<S extends LedgerState> {
  readonly ledger: Ledger;
  /** State the command decided on; undefined when the record is being created. */
  readonly before: S | undefined;
  /** State after the command; version and audit head are set here. */
  readonly next: S;
  readonly actor: Actor;
  readonly action: string;
  readonly at: Date;
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
  readonly generation: number;
  readonly effects: readonly Effect[];
  readonly writes: readonly Write[];
  readonly idempotency?: Idempotency;
  readonly reply: Reply;
}

/** The transaction of a commit, in the order: record, event, audit entry, idempotency record, outbox, the rest. */
export function ledgerWrites<S extends LedgerState>(commit: LedgerCommit<S>): Write[] {
  const { ledger, before } = commit;
  const version = (before?.version ?? 0) + 1;
  const at = commit.at.toISOString();
  const by = recordActor(commit.actor);
  const event = {
    caseId: ledger.id,
    sequence: version,
    type: commit.event.type,
    at,
    by,
    generation: commit.generation,
    data: ledger.seal?.eventData(commit.event.data, version) ?? commit.event.data,
  };
  const audit = auditEntrySchema.parse(
    chainEntry(ledger.id, version, before?.auditHead ?? GENESIS_HASH, {
      at,
      actor: by,
      action: commit.action,
      outcome: 'done',
      target: ledger.id,
      factsHash: hashOf(event),
    }),
  );
  const record = { ...commit.next, version, auditHead: audit.hash };
  const item = {
    key: ledger.key,
    entity: ledger.entity,
    body: ledger.seal?.record(record) ?? record,
    ...ledger.index,
  };
  const partition = ledger.key.pk;
  const created = [
    { key: { pk: partition, sk: `EVENT#${sortable(version)}` }, entity: 'event' as const, body: event },
    { key: { pk: partition, sk: `AUDIT#${sortable(version)}` }, entity: 'audit' as const, body: audit },
    ...(commit.idempotency === undefined
      ? []
      : [idempotencyItem(commit.idempotency, { ...commit.reply, version }, commit.at)]),
    ...outboxItems(partition, version, at, commit.effects),
  ];
  return [
    before === undefined ? { kind: 'create', item } : { kind: 'replace', item, revision: before.version },
    ...created.map((item): Write => ({ kind: 'create', item })),
    ...commit.writes,
  ];
}
