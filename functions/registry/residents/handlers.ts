import { setTimeout as sleep } from 'node:timers/promises';

import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { registryIdempotency } from '#functions/registry/store/registry-idempotency.ts';
import type { CommandRequest } from '#platform/http/officer-command.ts';
import type { RouteHandlers } from '#platform/http/route.ts';

import { withWork, withWorkEnded } from './changes/employment.ts';
import { patched } from './changes/patched.ts';
import { withEndorsement, withPermit } from './changes/permit.ts';
import { withResidence, withResidenceEnded } from './changes/residences.ts';
import { acceptProposal } from './commands/accept-proposal.ts';
import { eraseResident } from './commands/erase-resident.ts';
import { changeOwnResident, type OfficersResidentCommand } from './commands/own-resident.ts';
import { proposeCorrection } from './commands/propose-correction.ts';
import type { ProposalDecision } from './commands/proposal-to-decide.ts';
import { refuseProposal } from './commands/refuse-proposal.ts';
import { registerOwnResident } from './commands/register-own-resident.ts';
import type { residentRoutes } from './routes.ts';
import { exchangeCounts } from './view/exchange-counts.ts';
import { listProposals, readProposal } from './view/proposals.ts';
import { readChanges, type Pause } from './view/read-changes.ts';
import { readHistory } from './view/read-history.ts';
import { readResident } from './view/read-resident.ts';

/**
 * Handlers of the residents' routes: each maps a request to one use case and its result to a reply.
 * @param pause how the feed waits for a change
 */
export function residentHandlers(
  platform: RegistryPlatform,
  pause: Pause = sleep,
): RouteHandlers<typeof residentRoutes> {
  const onResident = (request: CommandRequest & { readonly parameters: ResidentAddress }) =>
    commandOf<ResidentAddress>(platform, request);
  const onProposal = (request: CommandRequest & { readonly parameters: ProposalAddress }) =>
    commandOf<ProposalAddress>(platform, request);
  return {
    registerResident: async (request) => {
      const { actor, parameters, body } = request;
      const idempotency = await registryIdempotency(platform, parameters.partnershipId, request);
      return registerOwnResident(platform, actor, parameters.partnershipId, body, idempotency);
    },
    readResident: async ({ actor, parameters, query: question }) => {
      const body = await readResident(platform, { actor, ...parameters, question });
      return { status: 200, body, version: body.version };
    },
    readResidentHistory: async ({ actor, parameters, query: question }) => ({
      status: 200,
      body: await readHistory(platform, { actor, ...parameters, question }),
    }),
    correctResident: async (request) =>
      changeOwnResident(platform, await onResident(request), 'corrected', (details) =>
        patched(details, request.body),
      ),
    eraseResident: async (request) => eraseResident(platform, await onResident(request), request.body),
    addResidence: async (request) =>
      changeOwnResident(platform, await onResident(request), 'residenceAdded', (details) =>
        withResidence(details, request.body),
      ),
    endResidence: async (request) =>
      changeOwnResident(platform, await onResident(request), 'residenceEnded', (details) =>
        withResidenceEnded(details, request.body.to),
      ),
    addWork: async (request) =>
      changeOwnResident(platform, await onResident(request), 'workAdded', (details) =>
        withWork(details, request.body),
      ),
    endWork: async (request) =>
      changeOwnResident(platform, await onResident(request), 'workEnded', (details) =>
        withWorkEnded(details, request.body),
      ),
    setPermit: async (request) =>
      changeOwnResident(platform, await onResident(request), 'permitSet', (details) =>
        withPermit(details, request.body),
      ),
    endorsePermit: async (request) =>
      changeOwnResident(platform, await onResident(request), 'permitEndorsed', (details) =>
        withEndorsement(details, request.body),
      ),
    proposeCorrection: async (request) =>
      proposeCorrection(platform, await onResident(request), request.body),
    listProposals: async ({ actor, parameters, query }) => ({
      status: 200,
      body: await listProposals(platform, actor, parameters.partnershipId, query.cursor),
    }),
    readProposal: async ({ actor, parameters, query }) => ({
      status: 200,
      body: await readProposal(platform, actor, parameters, query),
    }),
    acceptProposal: async (request) => acceptProposal(platform, await onProposal(request)),
    refuseProposal: async (request) =>
      refuseProposal(platform, await onProposal(request), request.body.reason),
    readChanges: async ({ actor, parameters, query }) => ({
      status: 200,
      body: await readChanges(platform, actor, parameters.partnershipId, query, pause),
    }),
    readExchangeCounts: async ({ actor, parameters, query }) => ({
      status: 200,
      body: await exchangeCounts(platform, actor, parameters.partnershipId, query),
    }),
  };
}

type ResidentAddress = Pick<OfficersResidentCommand, 'partnershipId' | 'residentId'>;
type ProposalAddress = Pick<ProposalDecision, 'partnershipId' | 'proposalId'>;

/** The command that a request asks for, on what its address names. */
async function commandOf<Address extends { readonly partnershipId: string }>(
  platform: RegistryPlatform,
  request: CommandRequest & { readonly parameters: Address },
) {
  const { actor, parameters, ifMatch } = request;
  return {
    ...parameters,
    actor,
    idempotency: await registryIdempotency(platform, parameters.partnershipId, request),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  };
}
