import type { OfficerActor } from '#platform/actor/actor.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { leadsOf, mayRead } from '#functions/investigation/leads/visibility.ts';
import type { Lead } from '#functions/investigation/model/lead.ts';

/** The leads of a case that the officer may read. */
export async function readableLeads(
  { store }: Platform,
  caseId: string,
  actor: OfficerActor,
): Promise<Lead[]> {
  return (await leadsOf(store, caseId)).filter((lead) => mayRead(lead, actor));
}

/**
 * The leads of these ids. One that the officer may not read is refused as one that does not exist.
 * @throws InvalidRequestError naming `field`
 */
export function requireLeads(readable: readonly Lead[], leadIds: readonly string[], field: string): Lead[] {
  const byId = new Map(readable.map((lead) => [lead.leadId, lead]));
  return leadIds.map((leadId, index) => {
    const lead = byId.get(leadId);
    if (lead !== undefined) return lead;
    throw new InvalidRequestError([
      { field: `${field}.${index}`, message: 'names no lead that you may read' },
    ]);
  });
}
