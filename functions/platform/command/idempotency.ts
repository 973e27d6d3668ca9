import * as z from 'zod';

import type { OfficerActor } from '#platform/actor/actor.ts';
import { hashOf } from '#platform/audit/audit-entry.ts';
import { KeyReusedError } from '#platform/errors.ts';
import type { ItemStore, Key, NewItem } from '#platform/store/item-store.ts';

/** How long a key is remembered. Longer than any telephone retries, short enough to hold little. */
const RETENTION_SECONDS = 7 * 86_400;

/** What a command answered: HTTP status, JSON body and the version it committed (the ETag). */
export const replySchema = z.object({
  status: z.int(),
  body: z.record(z.string(), z.unknown()),
  version: z.int().optional(),
});

/** What a command answered. */
export type Reply = z.infer<typeof replySchema>;

/** A request's claim to be carried out once: whose key, which key, and what was asked for. */
export interface Idempotency {
  /** Who uses the key, so that two people's keys never meet: `officer:…`, `link:…`, `appeal:…`. */
  readonly scope: string;
  readonly key: string;
  readonly requestHash: string;
}

const recordSchema = z.object({ requestHash: z.string(), reply: replySchema });

/**
 * The claim of an officer's request. Officer ids are unique within a station only, so the scope names both.
 * @param requestHash what the edge made of operation, parameters and body
 */
export function officersIdempotency(
  { stationId, officerId }: Pick<OfficerActor, 'stationId' | 'officerId'>,
  key: string,
  requestHash: string,
): Idempotency {
  return { scope: `officer:${stationId}:${officerId}`, key, requestHash };
}

/** The claim of one request: same scope, key, operation and content means the same request. */
export function idempotencyOf(scope: string, key: string, request: unknown): Idempotency {
  return { scope, key, requestHash: hashOf(request) };
}

function recordKey({ scope, key }: Idempotency): Key {
  return { pk: `IDEMPOTENCY#${scope}`, sk: key };
}

/**
 * What this request was answered when it was carried out before, or undefined if it is new.
 * @throws KeyReusedError when the key was used for something else
 */
export async function replayOf(store: ItemStore, idempotency: Idempotency): Promise<Reply | undefined> {
  const found = await store.get(recordKey(idempotency), recordSchema);
  if (found === undefined) return undefined;
  if (found.body.requestHash !== idempotency.requestHash) throw new KeyReusedError();
  return found.body.reply;
}

/** The record that makes a repetition answer the same; part of the command's own transaction. */
export function idempotencyItem(idempotency: Idempotency, reply: Reply, at: Date): NewItem {
  return {
    key: recordKey(idempotency),
    entity: 'idempotency',
    body: { requestHash: idempotency.requestHash, reply },
    expiresAt: Math.floor(at.getTime() / 1000) + RETENTION_SECONDS,
  };
}
