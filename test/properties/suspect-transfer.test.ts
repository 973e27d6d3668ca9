import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';

import { custodyExport } from '#functions/transfer/custody/custody-export.ts';
import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';
import { transferHandlers } from '#functions/transfer/handlers.ts';
import { transferCaseSchema, type TransferCase } from '#functions/transfer/model/transfer-case.ts';
import { runProcessStep } from '#functions/transfer/process/process-steps.ts';
import { transferRoutes } from '#functions/transfer/routes.ts';
import { loadCase } from '#platform/case/case-command.ts';
import { apiCaller } from '#test/functions/platform/http/api-call.ts';

import { brokenPromises } from './broken-promises.ts';
import { anyCourse, pick, TRIED_AT_LEAST, type Course } from './course.ts';
import { brokenApproval, brokenCustody } from './custody-oracle.ts';
import { interferenceOf } from './interference.ts';
import { playCourse } from './play-course.ts';
import { preparedTransfers, TRANSFER_STEPS } from './prepared-transfers.ts';
import {
  everyTransferCommand,
  nextTransferCommands,
  officersOfTransfer,
  type TransferOperation,
} from './transfer-commands.ts';

vi.mock('node:timers/promises', () => import('./turns-instead-of-time.ts'));

const prepared = await preparedTransfers();
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
    const state = await loadCase(platform, caseId, transferCaseSchema);
    if (state === undefined) throw new Error('The case is gone.');
    return state;
  };
  const before = (await standing()).version;
  const call = apiCaller(platform, transferRoutes, transferHandlers(platform));
  const sent = await playCourse<TransferOperation, TransferCase>(
    {
      caseId,
      clock: platform.clock,
      call,
      standing,
      useful: ({ status }) => nextTransferCommands(status, platform.clock.now()),
      all: () => everyTransferCommand(platform.clock.now()),
      officers: officersOfTransfer,
      steps: TRANSFER_STEPS,
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
  const exported = await custodyExport(platform, caseId);
  return [
    ...(await brokenPromises(platform, caseId, before, sent, isDecision)),
    ...brokenCustody(exported, after),
    ...brokenApproval(after),
    ...verifyCustody(exported).map(({ sequence, fault }) => `Entry ${sequence} ${fault}`),
  ];
}

function isDecision(operation: string): boolean {
  return Object.values(transferRoutes).some(
    ({ operationId, decides }) => operationId === operation && decides,
  );
}

describe('whatever both stations do with a suspect, in whatever order and at once', () => {
  it(
    'custody is never in doubt, chains verify, and every answer stands for one event (invariants 1, 5, 6, 7)',
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

  it('the courses go everywhere: each command is carried out, many times', () => {
    const seldom = everyTransferCommand(new Date(0))
      .map(({ operation }) => operation)
      .filter((operation) => (carriedOut.get(operation) ?? 0) < TRIED_AT_LEAST);
    expect(seldom).toEqual([]);
  });
});
