import * as z from 'zod';

import { lookupHandlers } from '#functions/registry/lookup/handlers.ts';
import { lookupRoutes } from '#functions/registry/lookup/routes.ts';
import { residentHandlers } from '#functions/registry/residents/handlers.ts';
import { residentRoutes } from '#functions/registry/residents/routes.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { apiCaller, type ApiAnswer } from '#test/functions/platform/http/api-call.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

/** One request to the registry; which resident and content it becomes depends on who is there by then. */
export interface RegistryMove {
  readonly kind: 'register' | 'correct' | 'propose' | 'decide' | 'erase' | 'read' | 'history' | 'lookUp';
  readonly person: number;
  readonly station: string;
  readonly which: number;
}

/** Three people, whose texts stand nowhere else. */
export const people = [
  inventedResident({ order: 733, birthDate: '1967-08-09', name: '暨鲎', telephones: ['13900098765'] }),
  inventedResident({ order: 735, birthDate: '1971-02-28', name: '逄蠡', telephones: ['13900098761'] }),
  inventedResident({ order: 736, birthDate: '1989-11-30', name: '郄彧', telephones: ['13900098762'] }),
];

/** Everything of them that may stand nowhere in clear; corrections write telephones that begin `139777`. */
export const personalTexts = [
  ...people.flatMap(({ name, birthDate, telephones, documents }) => [
    name,
    birthDate,
    ...telephones,
    ...documents.map(({ number }) => number),
  ]),
  '139777',
];

/** What a course has come to. */
export interface Played {
  readonly answers: { kind: RegistryMove['kind']; status: number }[];
  readonly erased: Set<string>;
  readonly shown: { lookupId: string; stationId: string; residentIds: string[] }[];
  refusedReadings: number;
  readonly faults: string[];
}

/** Grounds that are enough, a purpose that shows names alone, and two that are refused. */
const questions = [
  { purpose: 'residenceRegistration', legalBasis: 'residenceRegistrationRules' },
  { purpose: 'identityCheck', legalBasis: 'policeLaw' },
  { purpose: 'caseInvestigation', legalBasis: 'policeLaw' },
  { purpose: 'curiosity', legalBasis: 'policeLaw' },
] as const;
const SUFFICIENT = 2;

const answerSchema = z.object({
  residentId: z.string().optional(),
  proposalId: z.string().optional(),
  lookupId: z.string().optional(),
});
const foundSchema = z.object({ hits: z.array(z.object({ residentId: z.string() })) });

/** Plays rounds of requests that are made at once. */
export async function playRegistryCourse(
  platform: RegistryPlatform,
  rounds: readonly (readonly RegistryMove[])[],
): Promise<Played> {
  const played: Played = { answers: [], erased: new Set(), shown: [], refusedReadings: 0, faults: [] };
  const entered: string[][] = people.map(() => []);
  const proposals: string[] = [];
  const residents = apiCaller(platform, residentRoutes, residentHandlers(platform));
  const lookups = apiCaller(platform, lookupRoutes, lookupHandlers(platform));
  let keys = 0;
  const requestOf = async (move: RegistryMove): Promise<ApiAnswer | undefined> => {
    const { kind, person, which } = move;
    const [chief, headers] = [officer(move.station, 'chief'), { 'idempotency-key': `course-key-${keys++}` }];
    const details = people[person];
    const residentId = entered[person]?.at(-1);
    const question = questions[which % questions.length] ?? questions[0];
    const parameters = { partnershipId: PARTNERSHIP };
    if (kind === 'register')
      return residents('registerResident', { actor: chief, parameters, headers, json: details });
    if (kind === 'lookUp') {
      const { purpose, ...ground } = question;
      const criteria = which > 3 ? { name: details?.name } : { document: details?.documents[0] };
      return lookups('lookUpResidents', {
        actor: chief,
        parameters,
        headers,
        json: { purpose, ground, criteria },
      });
    }
    if (residentId === undefined) return undefined;
    const resident = (await loadResident(platform, PARTNERSHIP, residentId))?.resident;
    const version = String(resident?.version ?? 1);
    const on = { actor: chief, parameters: { ...parameters, residentId }, headers };
    const deciding = { ...headers, 'if-match': `"${version}"` };
    const telephones = [`139777${String(keys).padStart(5, '0')}`];
    // Most of what is done to a record its own station does: else everything would be refused.
    const owner = officer(which === 5 ? move.station : (resident?.owningStationId ?? move.station), 'chief');
    switch (kind) {
      case 'correct':
        return residents('correctResident', { ...on, actor: owner, headers: deciding, json: { telephones } });
      case 'propose': {
        const partner = officer(owner.stationId === 'yaqian' ? 'qianqing' : 'yaqian', 'chief');
        const json = { changes: { telephones }, move: which % 2 === 0 };
        return residents('proposeCorrection', { ...on, actor: partner, json });
      }
      case 'decide': {
        const proposalId = proposals.at(-1);
        if (proposalId === undefined) return undefined;
        const address = { ...parameters, proposalId };
        if (which < 4)
          return residents('acceptProposal', {
            actor: owner,
            parameters: address,
            headers: deciding,
            json: {},
          });
        return residents('refuseProposal', {
          actor: owner,
          parameters: address,
          headers,
          json: { reason: 'wrong' },
        });
      }
      case 'erase':
        return residents('eraseResident', {
          ...on,
          actor: owner,
          headers: deciding,
          json: { ground: 'order' },
        });
      case 'read':
        return residents('readResident', { ...on, query: question });
      default:
        return residents('readResidentHistory', { ...on, query: question });
    }
  };
  const play = async (move: RegistryMove): Promise<void> => {
    const answer = await requestOf(move);
    if (answer === undefined) return;
    const { kind, person, which, station } = move;
    const { status, text } = answer;
    played.answers.push({ kind, status });
    if (status === 500) played.faults.push(`${kind} failed: ${text}`);
    const isReading = kind === 'read' || kind === 'history' || kind === 'lookUp';
    if (status >= 300) {
      if (personalTexts.some((personal) => text.includes(personal)))
        played.faults.push(`the refusal of ${kind} speaks of a person: ${text}`);
      if (isReading && status !== 503) played.refusedReadings++;
      return;
    }
    const body = answerSchema.parse(answer.body);
    if (isReading) {
      const index = which % questions.length;
      if (index >= SUFFICIENT) played.faults.push(`${kind} was answered without a ground`);
      if (index === 1 && /\b139\d{8}\b/.test(text)) played.faults.push('a telephone is not masked');
      const found = foundSchema.safeParse(answer.body);
      const residentIds = found.success
        ? found.data.hits.map(({ residentId }) => residentId)
        : [body.residentId ?? ''];
      played.shown.push({ lookupId: body.lookupId ?? '', stationId: station, residentIds });
    }
    if (kind === 'register' && body.residentId !== undefined) entered[person]?.push(body.residentId);
    if (kind === 'propose' && body.proposalId !== undefined) proposals.push(body.proposalId);
    if (kind === 'erase' && body.residentId !== undefined) played.erased.add(body.residentId);
  };
  for (const round of rounds) await Promise.all(round.map(play));
  return played;
}
