import type { OfficerActor } from '#platform/actor/actor.ts';
import type { OfficerCommand } from '#platform/case/case-change.ts';
import { officersIdempotency, type Idempotency } from '#platform/command/idempotency.ts';

/** What a request of an officer that changes something carries besides its body. */
export interface CommandRequest {
  readonly actor: OfficerActor;
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly ifMatch: number | undefined;
}

/** The command on a case that a request asks for. */
export function commandOn(
  request: CommandRequest & { readonly parameters: { readonly caseId: string } },
): OfficerCommand {
  const { actor, parameters, ifMatch } = request;
  return {
    caseId: parameters.caseId,
    actor,
    idempotency: idempotencyOfOfficer(request),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}

/** The claim of a request to be carried out once. */
export function idempotencyOfOfficer({ actor, idempotencyKey, requestHash }: CommandRequest): Idempotency {
  return officersIdempotency(actor, idempotencyKey, requestHash);
}
