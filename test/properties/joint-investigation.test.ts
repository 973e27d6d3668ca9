import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { investigationHandlers } from '#functions/investigation/handlers.ts';
import {
  investigationCaseSchema,
  type InvestigationCase,
} from '#functions/investigation/model/investigation-case.ts';
import { runProcessStep } from '#functions/investigation/process/process-steps.ts';
import { investigationRoutes } from '#functions/investigation/routes.ts';
import { custodyExport } from '#functions/transfer/custody/custody-export.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { eventsOf } from '#test/functions/missing-person/scene.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';

import { brokenPromises } from './broken-promises.ts';
import { brokenClosing, brokenGate } from './closing-oracle.ts';
import { anyCourse, pick, TRIED_AT_LEAST, type Course } from './course.ts';
import { interferenceOf } from './interference.ts';
import {
  everyInvestigationCommand,
  nextInvestigationCommands,
  officersOfInvestigation,
  type InvestigationOperation,
} from './investigation-commands.ts';
import { playCourse } from './play-course.ts';
import { INVESTIGATION_STEPS, preparedInvestigations } from './prepared-investigations.ts';

vi.mock('node:timers/promises', () => import('./turns-instead-of-time.ts'));

const prepared = await preparedInvestigations();
const seed = Number(process.env['PROPERTY_SEED'] ?? 815);
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? 1_000);

/** A course takes a few milliseconds; many times that where other tests want the processors too. */
const TIMEOUT_MS = numRuns * 120;

/** Which operations were carried out, and how often: a course that gets nowhere would find nothing. */
const carriedOut = new Map<string, number>();

/** Plays a course. @returns what it has broken */
async function faultsAfter(course: Course): Promise<string[]> {
  const start = pick(prepared, course.start);
  const platform = start.copy(interferenceOf(course.seed));
  const { caseId } = start;
  const standing = async () => {
    const state = await loadCase(platform, caseId, investigationCaseSchema);
    if (state === undefined) throw new Error('The case is gone.');
    return state;
  };
  const before = (await standing()).version;
  const sent = await playCourse<InvestigationOperation, InvestigationCase>(
    {
      caseId,
      clock: platform.clock,
      call: apiCaller(platform, investigationRoutes, investigationHandlers(platform)),
      standing,
      useful: (state) => nextInvestigationCommands(state, platform.clock.now()),
      all: (state) => everyInvestigationCommand(state, platform.clock.now()),
      officers: officersOfInvestigation,
      steps: INVESTIGATION_STEPS,
      takeStep: async (step) => {
        const { generation, processPart } = await standing();
        return runProcessStep(platform, { step, caseId, generation, processPart });
      },
    },
    course,
  );
  for (const { operation, answer } of sent)
    if (answer.status < 300) carriedOut.set(operation, (carriedOut.get(operation) ?? 0) + 1);
  const after = await standing();
  return [
    ...(await brokenPromises(platform, caseId, before, sent, isDecision)),
    ...brokenClosing(await eventsOf(platform.store, caseId), sent, before),
    ...brokenGate(after),
    ...(await brokenArrest(platform, after)),
  ];
}

/** An arrested person is never without a custody record where the other station is to have them. */
async function brokenArrest(
  platform: TransferPlatform,
  { arrest, transfer, requestingStationId }: InvestigationCase,
): Promise<string[]> {
  if (arrest === undefined || arrest.stationId === requestingStationId) return [];
  if (transfer === undefined) return ['Somebody is arrested without a transfer.'];
  const exported = await custodyExport(platform, transfer.transferId);
  return [
    ...(exported.entries[0]?.facts.type === 'takenIntoCustody' ? [] : ['The custody chain does not begin.']),
    ...verifyCustody(exported).map(({ sequence, fault }) => `Entry ${sequence} ${fault}`),
  ];
}

function isDecision(operation: string): boolean {
  return Object.values(investigationRoutes).some(
    ({ operationId, decides }) => operationId === operation && decides,
  );
}

describe('whatever both stations do in an investigation, in whatever order and at once', () => {
  it(
    'only both close it, on the same content, and every answer stands for one event (invariants 1, 14)',
    async () => {
      await fc.assert(
        fc.asyncProperty(anyCourse, async (course) => {
          expect(await faultsAfter(course)).toEqual([]);
        }),
        { numRuns, seed },
      );
    },
    TIMEOUT_MS,
  );

  it('the courses go everywhere: each command is carried out, many times', async () => {
    const state = await loadCase(
      pick(prepared, 0).copy({}),
      pick(prepared, 0).caseId,
      investigationCaseSchema,
    );
    const operations = state === undefined ? [] : everyInvestigationCommand(state, new Date(0));
    expect(operations.length).toBeGreaterThan(20);
    expect(
      operations
        .map(({ operation }) => operation)
        .filter((operation) => (carriedOut.get(operation) ?? 0) < TRIED_AT_LEAST),
    ).toEqual([]);
  });
});
