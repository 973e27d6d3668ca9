import { runProcessStep } from '#functions/investigation/process/process-steps.ts';
import { officer } from '#test/support/platform.ts';
import { acknowledge } from '#functions/notification/acknowledge.ts';
import type { TransferPlatform } from '#functions/transfer/transfer-platform.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import {
  investigationCalls,
  liaison,
  stateOf,
  withSigner,
} from '#test/functions/investigation/investigation-api.ts';
import { eventsOf, fresh } from '#test/functions/missing-person/scene.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';
import { loadRosters, officerWithTelephone, partnershipRosters } from '#test/support/rosters.ts';
import { functionArns, investigationProcess } from '#workflows/investigation/definition.ts';

export const MINUTE = 60;
export const HOUR = 3600;

/** First instant of the scene: ten in the morning in Shanghai. */
const START = new Date('2027-03-01T02:00:00.000Z');

/** The processes of the system, those of investigations among them, and the API by which officers drive them. */
export type Scene = ProcessHarness &
  TransferPlatform & { readonly api: ReturnType<typeof investigationCalls> };

/** Processes that do nothing: calling the roster and transferring suspects are tested with their own machines. */
const silent = {
  definition: { QueryLanguage: 'JSONata', StartAt: 'Told', States: { Told: { Type: 'Succeed' } } },
  functionArns: [],
};

/** What a scene is made of, where it differs from what is deployed. */
interface SceneOptions {
  readonly mostLooks?: number;
  /** Whether messages go out, to the officers of the example's rosters. */
  readonly calls?: boolean;
}

/** Starts the processes with the deployed definition, on a store in memory that keeps DynamoDB's contract. */
export async function processScene({ mostLooks = 500, calls = false }: SceneOptions = {}): Promise<Scene> {
  const harness = await processHarness({
    start: START,
    wrapStore: () => new MemoryStore(),
    workflows: {
      ...(calls ? {} : { notify: silent }),
      'suspect-transfer': silent,
      investigation: { definition: investigationProcess(mostLooks), functionArns },
    },
    functions: {
      InvestigationStepsFunctionArn: (payload, system) => runProcessStep(system, payload),
    },
  });
  await loadRosters(harness.store, partnershipRosters());
  const platform = withSigner(harness);
  return Object.assign(platform, { api: investigationCalls(platform) });
}

/** What went out since the scene began, as `minute channel addressee`; a telephone is named by its officer. */
export function sentLines(scene: Scene, since = 0): string[] {
  return scene.publisher.sent
    .map(({ at, channel, to }) => ({ minute: (at.getTime() - START.getTime()) / 60_000, channel, to }))
    .filter(({ minute }) => minute >= since)
    .map(
      ({ minute, channel, to }) =>
        `${minute} ${channel} ${channel === 'sms' ? officerWithTelephone(to) : to}`,
    );
}

/** Minutes since the scene began at which events of that type happened. */
export async function minutesOf(scene: Scene, caseId: string, type: string): Promise<number[]> {
  const events = await eventsOf(scene.store, caseId);
  return events
    .filter((event) => event.type === type)
    .map(({ at }) => (Date.parse(at) - START.getTime()) / 60_000);
}

/** Lets every station that has not answered yet acknowledge what the case waits for: by its chief, who may answer anything. */
export async function everybodyAcknowledges(scene: Scene, caseId: string): Promise<void> {
  const answering: Readonly<Record<string, OfficerActor>> = {
    yaqian: officer('yaqian', 'chief'),
    qianqing: officer('qianqing', 'chief'),
    'liaison-centre': liaison,
  };
  for (const { notificationId, stationId } of (await stateOf(scene, caseId)).awaiting) {
    const actor = answering[stationId];
    if (actor === undefined) throw new Error(`Nobody answers for "${stationId}".`);
    await acknowledge(scene, { actor, caseId, notificationId, idempotency: fresh() });
  }
  await scene.settle();
}
