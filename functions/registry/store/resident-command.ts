import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { Resident } from '#functions/registry/model/resident.ts';
import type { PersonKey } from '#functions/registry/vault/person-vault.ts';
import type { Actor } from '#platform/actor/actor.ts';
import type { Idempotency, Reply } from '#platform/command/idempotency.ts';
import { runCommand } from '#platform/command/run-command.ts';
import { NotFoundError } from '#platform/errors.ts';
import type { Write } from '#platform/store/item-store.ts';

import { feedWrites, type FeedEntry } from './feed.ts';
import { erasedResident, loadResident, residentLedger, type ResidentRecord } from './resident-record.ts';
import {
  comparison,
  newResident,
  requireFreeDocuments,
  residentIndexChange,
  type NewResident,
  type ResidentChange,
} from './resident-store.ts';
import { workWrite } from './work-store.ts';

/** A command on one resident. Whether the actor may give it, the caller has asked. */
export interface ResidentCommand {
  readonly actor: Actor;
  readonly action: string;
  readonly partnershipId: string;
  readonly residentId: string;
  readonly idempotency?: Idempotency;
  readonly ifMatch?: number;
  /** Throws unless the actor may do this to this very record; asked before its version is compared. */
  readonly authorize?: (record: Pick<ResidentRecord, 'residentId' | 'owningStationId'>) => Promise<void>;
  /** What becomes of the resident; undefined: nothing is due. `erase` takes the person's details and key away for ever. */
  readonly decide: (
    resident: Resident,
    at: Date,
    key: PersonKey,
  ) => Promise<DecidedChange | undefined> | DecidedChange | undefined;
}

/** What a command makes of a resident, and what it writes beside it. */
export type DecidedChange = (ResidentChange | ErasingChange) & {
  readonly writes?: readonly Write[];
  /** What the reply says besides resident and version; nothing personal. */
  readonly answer?: Readonly<Record<string, unknown>>;
};

/** An erasure: what its event says is kept in clear, and speaks of no person. */
export interface ErasingChange {
  readonly erase: true;
  readonly event: { readonly type: 'erased'; readonly data: Readonly<Record<string, unknown>> };
}

/**
 * Runs a command on a resident: record, event and audit entry, what they are found by, the station's feed and the comparison
 * with the wanted notices are one transaction.
 * @throws NotFoundError when there is no such resident, or none any more
 * @throws ConflictError `known-resident` when a new document is somebody else's
 */
export function changeResident(
  platform: RegistryPlatform,
  { decide, authorize, partnershipId, residentId, ...command }: ResidentCommand,
): Promise<Reply | undefined> {
  let key: PersonKey | undefined;
  return runCommand<ResidentRecord>(platform, {
    ...command,
    load: async () => {
      const opened = await loadResident(platform, partnershipId, residentId);
      key = opened?.key;
      if (authorize !== undefined) {
        const record = opened?.resident ?? (await erasedResident(platform, partnershipId, residentId));
        if (record !== undefined) await authorize(record);
      }
      return opened?.resident;
    },
    // Nothing of an erased person is left to be sealed.
    ledger: (next) => residentLedger(next, next.details === null ? undefined : key),
    generation: () => 1,
    decide: async (state, at) => {
      if (state === undefined || state.details === null || key === undefined) throw new NotFoundError();
      const resident: Resident = { ...state, details: state.details };
      const change = await decide(resident, at, key);
      if (change === undefined) return undefined;
      const next = await stateAfter(platform, resident, change, at);
      return {
        next,
        event: change.event,
        writes: [...(await writesOf(platform, resident, next, at)), ...(change.writes ?? [])],
        reply: {
          status: 200,
          body: { ...change.answer, residentId, version: state.version + 1 },
        },
      };
    },
  });
}

/**
 * Enters a resident.
 * @throws ConflictError `known-resident` when the registry knows one of the documents
 */
export function registerResident(
  platform: RegistryPlatform,
  entry: Omit<NewResident, 'at'> & { readonly idempotency: Idempotency },
): Promise<Reply | undefined> {
  const { partnershipId, owningStationId, details, actor, action, idempotency } = entry;
  let key: PersonKey | undefined;
  return runCommand<ResidentRecord>(platform, {
    actor,
    action,
    idempotency,
    load: async () => undefined,
    ledger: (next) => residentLedger(next, key),
    generation: () => 1,
    decide: async (_state, at) => {
      await requireFreeDocuments(platform, partnershipId, details.documents);
      const made = await newResident(platform, { ...entry, at });
      key = made.key;
      const { residentId } = made;
      return {
        next: made.next,
        event: { type: 'registered', data: { details } },
        writes: [
          ...made.besides,
          ...(await feedWrites(
            platform.store,
            partnershipId,
            owningStationId,
            [{ residentId, change: 'registered', version: 1 }],
            at,
          )),
          workWrite(comparison(made.next), at),
        ],
        reply: { status: 201, body: { residentId, version: 1 } },
      };
    },
  });
}

async function stateAfter(
  platform: RegistryPlatform,
  resident: Resident,
  change: DecidedChange,
  at: Date,
): Promise<ResidentRecord> {
  const updatedAt = at.toISOString();
  if ('erase' in change) return { ...resident, details: null, erasedAt: updatedAt, updatedAt };
  const { partnershipId, residentId } = resident;
  await requireFreeDocuments(platform, partnershipId, change.details.documents, residentId);
  const owningStationId = change.owningStationId ?? resident.owningStationId;
  return { ...resident, details: change.details, owningStationId, updatedAt };
}

async function writesOf(
  platform: RegistryPlatform,
  resident: Resident,
  next: ResidentRecord,
  at: Date,
): Promise<Write[]> {
  const { partnershipId, residentId, owningStationId } = resident;
  const destruction = next.details === null ? await platform.vault.destruction(residentId) : undefined;
  const kind: FeedEntry['change'] =
    next.details === null ? 'erased' : next.owningStationId === owningStationId ? 'corrected' : 'moved';
  return [
    ...(destruction === undefined ? [] : [destruction]),
    ...(await residentIndexChange(platform, resident, next.details, next.owningStationId)),
    // Who held the record until now has shared the change, also that it has moved.
    ...(await feedWrites(
      platform.store,
      partnershipId,
      owningStationId,
      [{ residentId, change: kind, version: resident.version + 1 }],
      at,
    )),
    ...(next.details === null ? [] : [workWrite(comparison(resident), at)]),
  ];
}
