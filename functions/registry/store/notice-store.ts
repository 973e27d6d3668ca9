import * as z from 'zod';

import {
  noticeDetailsSchema,
  noticeSchema,
  type Notice,
  type NoticeDetails,
} from '#functions/registry/model/notice.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { sealedSchema } from '#functions/registry/vault/sealed.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import type { Actor } from '#platform/actor/actor.ts';
import { GENESIS_HASH } from '#platform/audit/audit-entry.ts';
import { ledgerWrites, type Ledger } from '#platform/command/ledger.ts';
import { newId } from '#platform/ids.ts';
import type { Write } from '#platform/store/item-store.ts';

import { indexChange, noticeIndex } from './index-writes.ts';
import { noticeKey, noticeNumberKey, noticesByStatus } from './keys.ts';
import { openDetails, sealBy } from './person-record.ts';

/** A notice as it lies in the store. */
export const keptNoticeSchema = noticeSchema.extend({ details: sealedSchema });

/** A notice with the key that it is sealed by. */
export interface OpenedNotice {
  readonly notice: Notice;
  readonly key: PersonKey;
}

/** By whom, as what and when something is written. */
export interface WrittenBy {
  readonly actor: Actor;
  readonly action: string;
  readonly at: Date;
}

/** The notice of that id, whatever its status. */
export async function loadNotice(
  { store, vault }: RegistryPlatform,
  partnershipId: string,
  noticeId: string,
): Promise<OpenedNotice | undefined> {
  const [kept, key] = await Promise.all([
    store.get(noticeKey(partnershipId, noticeId), keptNoticeSchema),
    vault.keyOf(noticeId),
  ]);
  if (kept === undefined || key === undefined) return undefined;
  return {
    notice: { ...kept.body, details: openDetails(key, kept.body.details, noticeDetailsSchema) },
    key,
  };
}

/** Id of the notice that has that number. */
export async function noticeOfNumber(
  { store, vault }: RegistryPlatform,
  partnershipId: string,
  number: string,
): Promise<string | undefined> {
  const hasher = await vault.hasher();
  const key = noticeNumberKey(partnershipId, hasher(partnershipId, 'noticeNumber', number));
  return (await store.get(key, z.object({ id: z.string() })))?.body.id;
}

/** A new notice before the commit. */
export interface MadeNotice {
  readonly noticeId: string;
  readonly next: Notice;
  readonly key: PersonKey;
  /** The key, and everything by which the notice is found. */
  readonly besides: readonly Write[];
  /** These, and the record with its first event and audit entry. */
  readonly writes: readonly Write[];
}

/** Everything that a new notice writes, but the work it makes due. A number that another has makes the transaction fail. */
export async function newNotice(
  { store, vault }: RegistryPlatform,
  partnershipId: string,
  details: NoticeDetails,
  { actor, action, at }: WrittenBy,
): Promise<MadeNotice> {
  const noticeId = newId('W', at);
  const [{ key, write }, hasher] = await Promise.all([vault.newKey(noticeId), vault.hasher()]);
  const next: Notice = {
    noticeId,
    partnershipId,
    status: 'inForce',
    issue: 1,
    details: noticeDetailsSchema.parse(details),
    updatedAt: at.toISOString(),
    version: 1,
    auditHead: GENESIS_HASH,
  };
  const besides = [
    write,
    ...(await indexChange(store, [], noticeIndex(hasher, partnershipId, noticeId, details))),
  ];
  const writes = ledgerWrites({
    ledger: noticeLedger(next, key),
    before: undefined,
    next,
    actor,
    action,
    at,
    event: { type: 'issued', data: { details } },
    generation: 1,
    effects: [],
    writes: [write, ...(await indexChange(store, [], noticeIndex(hasher, partnershipId, noticeId, details)))],
    reply: { status: 201, body: { noticeId } },
  });
  return { noticeId, next, key, besides, writes };
}

/** What a change of a notice changes of what it is found by. */
export async function noticeIndexChange(
  { store, vault }: RegistryPlatform,
  before: Notice,
  after: Notice,
): Promise<Write[]> {
  const hasher = await vault.hasher();
  const index = ({ partnershipId, noticeId, details }: Notice) =>
    noticeIndex(hasher, partnershipId, noticeId, details);
  return indexChange(store, index(before), index(after));
}

/** Where a notice is kept, sealed by a key of its own. */
export function noticeLedger({ partnershipId, noticeId, status }: Notice, key: PersonKey): Ledger {
  return {
    id: noticeId,
    key: noticeKey(partnershipId, noticeId),
    entity: 'notice',
    seal: sealBy(key),
    index: { gsi1: { pk: noticesByStatus(partnershipId, status), sk: noticeId } },
  };
}
