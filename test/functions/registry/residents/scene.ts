import { residentHandlers } from '#functions/registry/residents/handlers.ts';
import { residentRoutes } from '#functions/registry/residents/routes.ts';
import type { Pause } from '#functions/registry/residents/view/read-changes.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { apiCaller, type ApiAnswer } from '#test/functions/platform/http/api-call.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

/** Operations of the residents' API. */
export type Operation = keyof typeof residentRoutes;

/** The desk of the station that answers for the residents of these tests, its chief, and the desk of the other one. */
export const own = officer('qianqing', 'dutyOfficer');
export const chief = officer('qianqing', 'chief');
export const other = officer('yaqian', 'dutyOfficer');

/** A purpose that shows names, documents, birth date and addresses, on a ground that needs no case. */
export const question = { purpose: 'residenceRegistration', legalBasis: 'residenceRegistrationRules' };

/** What is sent besides who sends it. */
export interface Sent {
  readonly json?: unknown;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly ifMatch?: number;
  readonly key?: string;
}

/** Calls the residents' API as the HTTP API does, each time with a key of its own. */
export function residentsApi(platform: RegistryPlatform, pause?: Pause) {
  const call = apiCaller(platform, residentRoutes, residentHandlers(platform, pause));
  let keys = 0;
  return (
    operation: Operation,
    actor: OfficerActor,
    { json, parameters, query, ifMatch, key }: Sent = {},
  ): Promise<ApiAnswer> =>
    call(operation, {
      actor,
      parameters: { partnershipId: PARTNERSHIP, ...parameters },
      headers: {
        'idempotency-key': key ?? `resident-key-${++keys}`,
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(query === undefined ? {} : { query }),
      ...(json === undefined ? {} : { json }),
    });
}

/** A member of an answer's body. */
export function member(answer: ApiAnswer, name: string): unknown {
  return Object.entries(answer.body ?? {}).find(([each]) => each === name)?.[1];
}

/** Enters a resident of Qianqing. @returns the id */
export async function entered(
  call: ReturnType<typeof residentsApi>,
  changes: Parameters<typeof inventedResident>[0] = {},
): Promise<string> {
  const answer = await call('registerResident', own, { json: inventedResident(changes) });
  if (answer.status !== 201) throw new Error(answer.text);
  return String(member(answer, 'residentId'));
}
