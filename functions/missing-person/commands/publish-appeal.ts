import { recordActor, type OfficerActor } from '#platform/actor/actor.ts';
import type { Reply } from '#platform/command/idempotency.ts';
import { stationOf } from '#platform/deployment/deployment.ts';
import { InvalidRequestError } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/platform.ts';
import { appealPointerKey, type Appeal, type AppealContent } from '#functions/missing-person/model/appeal.ts';
import type { MissingPersonCase } from '#functions/missing-person/model/missing-person-case.ts';
import type { AppealRequest } from '#functions/missing-person/requests/appeal-request.ts';

import { requireStatus, type OfficerCommand } from '#platform/case/case-change.ts';
import { changeCase, type CaseChange } from './case-change.ts';

/**
 * Publishes an appeal, or renews what the live one shows. Its page shows what was chosen here and nothing else.
 * @throws ConflictError when nobody is searching any more
 * @throws InvalidRequestError when something is to be shown that the case does not know
 */
export function publishAppeal(
  platform: Platform,
  command: OfficerCommand,
  request: AppealRequest,
): Promise<Reply> {
  const { publicBaseUrl } = platform.deployment;
  return changeCase(platform, 'missingPerson.publishAppeal', command, (state, at) => {
    requireStatus(state, 'searching');
    const content = contentOf(platform, state, request);
    return decidePublish(state, content, command.actor, at, publicBaseUrl);
  });
}

const memberOf = {
  category: 'category',
  sex: 'sex',
  age: 'ageYears',
  clothing: 'clothing',
  photo: 'photoId',
} as const satisfies Record<AppealRequest['show'][number], keyof AppealContent>;

function contentOf(platform: Platform, state: MissingPersonCase, request: AppealRequest): AppealContent {
  const { category, person } = state.details;
  const photoId = request.photoId ?? state.photoIds.at(-1);
  if (request.photoId !== undefined && !state.photoIds.includes(request.photoId)) throw notKnown('photoId');
  const known = { category, sex: person.sex, ageYears: person.ageYears, clothing: person.clothing, photoId };
  const chosen = request.show.map((field) => memberOf[field]);
  for (const [index, field] of chosen.entries())
    if (known[field] === undefined) throw notKnown(`show.${index}`);
  const desk = stationOf(platform.deployment, state.requestingStationId).contacts.telephones[0];
  const contactTelephone = request.contactTelephone ?? desk;
  if (contactTelephone === undefined)
    throw new InvalidRequestError([
      { field: 'contactTelephone', message: 'is needed: the station has no telephone configured' },
    ]);
  return {
    ...Object.fromEntries(chosen.map((field) => [field, known[field]])),
    ...(request.placeText === undefined ? {} : { placeText: request.placeText }),
    contactTelephone,
  };
}

function notKnown(field: string): InvalidRequestError {
  return new InvalidRequestError([{ field, message: 'is not known in this case yet' }]);
}

function decidePublish(
  state: MissingPersonCase,
  content: AppealContent,
  actor: OfficerActor,
  at: Date,
  publicBaseUrl: string,
): CaseChange {
  const live =
    state.appeal !== undefined && state.appeal.withdrawnAt === undefined ? state.appeal : undefined;
  const appeal: Appeal = {
    appealId: live?.appealId ?? newId('A', at),
    publishedAt: at.toISOString(),
    publishedBy: recordActor(actor),
    content,
  };
  const pointer = { appealId: appeal.appealId, caseId: state.caseId };
  return {
    next: { ...state, appeal },
    event: { type: 'appealPublished', data: { appealId: appeal.appealId, content } },
    writes:
      live === undefined
        ? [
            {
              kind: 'create',
              item: { key: appealPointerKey(appeal.appealId), entity: 'appeal', body: pointer },
            },
          ]
        : [],
    replyStatus: 201,
    answer: { appealId: appeal.appealId, url: `${publicBaseUrl}/p/${appeal.appealId}` },
  };
}
