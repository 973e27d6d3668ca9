import { noticeDetailsSchema, type NoticeDetails } from '#functions/registry/model/notice.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { changeNotice, issueNotice as enterNotice } from '#functions/registry/store/notice-command.ts';
import { registryIdempotency } from '#functions/registry/store/registry-idempotency.ts';
import { authorizeInPartnership } from '#platform/authorization/authorize.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { requireReply } from '#platform/command/run-command.ts';
import { ConflictError } from '#platform/errors.ts';
import type { CommandRequest } from '#platform/http/officer-command.ts';

/** A request about one notice. */
export interface NoticeRequest extends CommandRequest {
  readonly parameters: { readonly partnershipId: string; readonly noticeId: string };
}

/**
 * Puts somebody on the partnership's wanted list; residents are compared at once.
 * @throws ConflictError `known-notice` when another notice has that number
 */
export async function issueNotice(
  platform: RegistryPlatform,
  request: CommandRequest & { readonly parameters: { readonly partnershipId: string } },
  details: NoticeDetails,
): Promise<Reply> {
  const { actor, parameters } = request;
  const { partnershipId } = parameters;
  await authorizeInPartnership(platform, actor, 'wanted.import', partnershipId);
  const idempotency = await registryIdempotency(platform, partnershipId, request);
  return requireReply(
    await enterNotice(platform, partnershipId, details, { actor, action: 'wanted.import', idempotency }),
  );
}

/**
 * Takes somebody off the list: no further hit is raised, the open ones close.
 * @throws ConflictError `wrong-status` when it is not in force
 */
export async function withdrawNotice(platform: RegistryPlatform, request: NoticeRequest): Promise<Reply> {
  return change(platform, request, 'wanted.withdraw', ({ status }) => {
    if (status !== 'inForce') throw wrongStatus(status, 'inForce');
    return { change: { status: 'withdrawn' }, event: { type: 'withdrawn', data: {} } };
  });
}

/**
 * Issues a notice again that was withdrawn or has expired, as it then is. Who was refuted stays refuted; all others are compared
 * anew.
 * @throws ConflictError `wrong-status` when it is in force
 */
export async function reissueNotice(
  platform: RegistryPlatform,
  request: NoticeRequest,
  { validTo }: { readonly validTo?: string | undefined },
): Promise<Reply> {
  return change(platform, request, 'wanted.import', ({ status, issue, details }) => {
    if (status === 'inForce') throw wrongStatus(status, 'withdrawn', 'expired');
    const { validTo: _, ...rest } = details;
    const next = noticeDetailsSchema.parse({ ...rest, ...(validTo === undefined ? {} : { validTo }) });
    return {
      change: { status: 'inForce', issue: issue + 1, details: next },
      event: { type: 'reissued', data: { details: next } },
    };
  });
}

async function change(
  platform: RegistryPlatform,
  request: NoticeRequest,
  action: 'wanted.withdraw' | 'wanted.import',
  decide: Parameters<typeof changeNotice>[1]['decide'],
): Promise<Reply> {
  const { actor, parameters, ifMatch } = request;
  const { partnershipId, noticeId } = parameters;
  await authorizeInPartnership(platform, actor, action, partnershipId);
  const idempotency = await registryIdempotency(platform, partnershipId, request);
  return requireReply(
    await changeNotice(platform, {
      actor,
      action,
      partnershipId,
      noticeId,
      idempotency,
      ...(ifMatch === undefined ? {} : { ifMatch }),
      decide,
    }),
  );
}

function wrongStatus(status: string, ...allowed: readonly string[]): ConflictError {
  const wanted = allowed.map((each) => `"${each}"`).join(' or ');
  return new ConflictError('wrong-status', `The notice is "${status}"; this needs ${wanted}.`, {
    currentStatus: status,
    allowedStatuses: allowed,
  });
}
