import { runProcessStep } from '#functions/missing-person/process/process-steps.ts';
import type { SearchPlatform } from '#functions/missing-person/search-platform.ts';
import { acknowledge } from '#functions/notification/acknowledge.ts';
import { deploymentSchema, type Deployment } from '#platform/deployment/deployment.ts';
import { fresh, qianqing, stateOf, withSearch, yaqian } from '#test/functions/missing-person/scene.ts';
import { exampleDeployment } from '#test/support/platform.ts';
import { processHarness, type ProcessHarness } from '#test/support/process-harness.ts';
import { functionArns, missingPersonProcess } from '#workflows/missing-person/definition.ts';

/** Seconds of an hour and a minute. */
export const HOUR = 3600;
export const MINUTE = 60;

/** The processes of the system, those of missing persons among them. */
export type Scene = ProcessHarness & SearchPlatform;

/** Notifications that call nobody: how they climb the roster is tested with their own machine. */
const silentNotify = {
  definition: {
    QueryLanguage: 'JSONata',
    StartAt: 'Told',
    States: { Told: { Type: 'Succeed' } },
  },
  functionArns: [],
};

/** Starts the processes with the deployed definition, or with one that looks `mostLooks` times an execution. */
export async function processScene(mostLooks = 500): Promise<Scene> {
  const harness = await processHarness({
    deployment: deploymentOfTests(),
    workflows: {
      notify: silentNotify,
      'missing-person': { definition: missingPersonProcess(mostLooks), functionArns },
    },
    functions: {
      MissingPersonStepsFunctionArn: (payload, system) => runProcessStep(withSearch(system), payload),
    },
  });
  return withSearch(harness);
}

/** The example deployment with timers short enough for a test that stops at each of them. */
function deploymentOfTests(): Deployment {
  const example = exampleDeployment();
  const missingPerson = {
    reviewSeconds: 2 * HOUR,
    superiorAfterSeconds: 3 * HOUR,
    closeReminderSeconds: 3 * HOUR,
  };
  return deploymentSchema.parse({ ...example, timers: { ...example.timers, missingPerson } });
}

/** Lets every station that has not answered yet acknowledge what the case waits for. */
export async function everybodyAcknowledges(scene: Scene, caseId: string): Promise<void> {
  const { awaiting } = await stateOf(scene, caseId);
  for (const { notificationId, stationId } of awaiting) {
    const actor =
      stationId === 'liaison-centre'
        ? ({ kind: 'officer', officerId: 'liaison-1', stationId, roles: ['liaison'] } as const)
        : stationId === 'yaqian'
          ? yaqian
          : qianqing;
    await acknowledge(scene, { actor, caseId, notificationId, idempotency: fresh() });
  }
  await scene.settle();
}
