import { acknowledge } from '#functions/notification/acknowledge.ts';
import { officer } from '#test/support/platform.ts';
import { runProcessStep as runInvestigationStep } from '#functions/investigation/process/process-steps.ts';
import { runProcessStep } from '#functions/transfer/process/process-steps.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { eventsOf, fresh } from '#test/functions/missing-person/scene.ts';
import { liaison, transferCalls, transferNow, withSigner } from '#test/functions/transfer/transfer-api.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';
import { loadRosters, officerWithTelephone, partnershipRosters } from '#test/support/rosters.ts';
import * as investigation from '#workflows/investigation/definition.ts';
import { functionArns, suspectTransferProcess } from '#workflows/suspect-transfer/definition.ts';

export const MINUTE = 60;
export const HOUR = 3600;

/** First instant of the scene: ten in the morning in Shanghai. */
export const START = new Date('2027-03-01T02:00:00.000Z');

/** The processes of the system, those of transfers among them, and the API by which officers drive them. */
export type Scene = ProcessHarness & TransferPlatform & { readonly api: ReturnType<typeof transferCalls> };

/** Notifications that call nobody: how they climb the roster is tested with their own machine. */
const silentNotify = {
  definition: { QueryLanguage: 'JSONata', StartAt: 'Told', States: { Told: { Type: 'Succeed' } } },
  functionArns: [],
};

/** What a scene is made of, where it differs from what is deployed. */
export interface SceneOptions {
  readonly mostLooks?: number;
  /** Whether messages go out, to the officers of the example's rosters. */
  readonly calls?: boolean;
}

/** Starts the processes with the deployed definition, on a store in memory that keeps DynamoDB's contract. */
export async function processScene({ mostLooks = 500, calls = false }: SceneOptions = {}): Promise<Scene> {
  const { signer } = withSigner({});
  const harness = await processHarness({
    start: START,
    wrapStore: () => new MemoryStore(),
    workflows: {
      ...(calls ? {} : { notify: silentNotify }),
      investigation,
      'suspect-transfer': { definition: suspectTransferProcess(mostLooks), functionArns },
    },
    functions: {
      TransferStepsFunctionArn: (payload, system) =>
        runProcessStep(Object.assign(system, { signer }), payload),
      InvestigationStepsFunctionArn: (payload, system) => runInvestigationStep(system, payload),
    },
  });
  if (calls) await loadRosters(harness.store, partnershipRosters());
  const platform = Object.assign(harness, { signer });
  return Object.assign(platform, { api: transferCalls(platform) });
}

/** Lets every station acknowledge what the case waits for: by its chief, who may answer anything. */
export async function everybodyAcknowledges(scene: Scene, caseId: string): Promise<void> {
  const { awaiting } = await transferNow(scene, caseId);
  const answering: Record<string, OfficerActor> = {
    yaqian: officer('yaqian', 'chief'),
    qianqing: officer('qianqing', 'chief'),
    'liaison-centre': liaison,
  };
  for (const { notificationId, stationId } of awaiting) {
    const actor = answering[stationId];
    if (actor === undefined) throw new Error(`Nobody answers for ${stationId}.`);
    await acknowledge(scene, { actor, caseId, notificationId, idempotency: fresh() });
  }
  await scene.settle();
}

/** What happened in a case, as `minute type`, of these types of events. */
export async function courseOf(scene: Scene, caseId: string, ...types: string[]): Promise<string[]> {
  const events = await eventsOf(scene.store, caseId);
  return events
    .filter(({ type }) => types.includes(type))
    .map(({ at, type }) => `${(Date.parse(at) - START.getTime()) / 60_000} ${type}`);
}

/** What went out after the first minute, as `minute channel addressee`; a telephone is named by its officer. */
export function sentAfterOpening({ publisher }: Scene): string[] {
  return publisher.sent
    .map(({ at, channel, to }) => {
      const minute = (at.getTime() - START.getTime()) / 60_000;
      return { minute, line: `${minute} ${channel} ${channel === 'sms' ? officerWithTelephone(to) : to}` };
    })
    .filter(({ minute }) => minute >= 1)
    .map(({ line }) => line);
}
