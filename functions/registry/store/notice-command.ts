import { noticeDetailsSchema, type Notice, type NoticeDetails } from '#functions/registry/model/notice.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import type { Work } from '#functions/registry/work/work.ts';
import type { Actor } from '#platform/actor/actor.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { runCommand } from '#platform/command/run-command.ts';
import { ConflictError, NotFoundError } from '#platform/errors.ts';

import { loadNotice, newNotice, noticeIndexChange, noticeLedger, noticeOfNumber } from './notice-store.ts';
import { workWrite } from './work-store.ts';

/** A command on one notice. Whether the actor may give it, the caller has asked. */
export interface NoticeCommand {
  readonly actor: Actor;
  readonly action: string;
  readonly partnershipId: string;
  readonly noticeId: string;
  readonly idempotency?: Idempotency;
  readonly ifMatch?: number;
  /** What becomes of the notice; undefined: nothing is due. */
  readonly decide: (notice: Notice, at: Date) => NoticeChange | undefined;
}

/** What a command makes of a notice. */
export interface NoticeChange {
  readonly change: Partial<Pick<Notice, 'status' | 'issue' | 'details'>>;
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
}

/**
 * Runs a command on a notice: record, event and audit entry, what it is found by, and the comparison or the closing of its hits
 * are one transaction.
 * @throws NotFoundError when there is no such notice
 */
export function changeNotice(
  platform: RegistryPlatform,
  { decide, partnershipId, noticeId, ...command }: NoticeCommand,
): Promise<Reply | undefined> {
  let key: PersonKey | undefined;
  return runCommand<Notice>(platform, {
    ...command,
    load: async () => {
      const opened = await loadNotice(platform, partnershipId, noticeId);
      key = opened?.key;
      return opened?.notice;
    },
    ledger: (next) => noticeLedger(next, openedKey(key)),
    generation: () => 1,
    decide: async (notice, at) => {
      if (notice === undefined) throw new NotFoundError();
      const decided = decide(notice, at);
      if (decided === undefined) return undefined;
      const next: Notice = { ...notice, ...decided.change, updatedAt: at.toISOString() };
      return {
        next,
        event: decided.event,
        writes: [...(await noticeIndexChange(platform, notice, next)), workWrite(workAfter(next), at)],
        reply: { status: 200, body: { noticeId, status: next.status, version: notice.version + 1 } },
      };
    },
  });
}

/**
 * Enters a notice.
 * @throws ConflictError `known-notice` when another notice has that number
 */
export function issueNotice(
  platform: RegistryPlatform,
  partnershipId: string,
  details: NoticeDetails,
  command: { readonly actor: Actor; readonly action: string; readonly idempotency: Idempotency },
): Promise<Reply | undefined> {
  let key: PersonKey | undefined;
  return runCommand<Notice>(platform, {
    ...command,
    load: async () => undefined,
    ledger: (next) => noticeLedger(next, openedKey(key)),
    generation: () => 1,
    decide: async (_state, at) => {
      const known = await noticeOfNumber(platform, partnershipId, details.number);
      if (known !== undefined)
        throw new ConflictError('known-notice', `A notice of that number is known: ${known}.`, {
          field: 'number',
          noticeId: known,
        });
      const made = await newNotice(platform, partnershipId, noticeDetailsSchema.parse(details), {
        ...command,
        at,
      });
      key = made.key;
      const { noticeId } = made;
      return {
        next: made.next,
        event: { type: 'issued', data: { details } },
        writes: [...made.besides, workWrite({ type: 'compareNotice', partnershipId, noticeId }, at)],
        reply: { status: 201, body: { noticeId, status: made.next.status, version: 1 } },
      };
    },
  });
}

/** What a change of a notice makes due: it is compared while it is in force, else its hits are closed. */
export function workAfter({ partnershipId, noticeId, status }: Notice): Work {
  return { type: status === 'inForce' ? 'compareNotice' : 'closeHits', partnershipId, noticeId };
}

function openedKey(key: PersonKey | undefined): PersonKey {
  if (key === undefined) throw new Error('The notice was not opened before it was written.');
  return key;
}
