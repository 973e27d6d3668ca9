import * as z from 'zod';

import { addSeconds, type Clock } from '#platform/clock.ts';
import { legWaitName } from '#platform/notification/open-notification.ts';
import type { Effect } from '#platform/outbox/effect.ts';
import { queryAll, type ItemStore } from '#platform/store/item-store.ts';
import { forgetWait } from '#platform/wait/forget-wait.ts';
import { putWait } from '#platform/wait/put-wait.ts';
import { isSuccessor, PROCESS_WAIT, waitKey, waitSchema, type Wait } from '#platform/wait/wait.ts';

import type { Executions } from './executions.ts';

/** A started process that has not registered a wait by then is looked after by the sweeper. */
const FIRST_WAIT_SECONDS = 120;

/** What delivering an effect needs. */
export interface EffectPorts {
  readonly store: ItemStore;
  readonly clock: Clock;
  readonly executions: Executions;
}

type StartEffect = Extract<Effect, { type: 'startExecution' }>;
type WakeEffect = Extract<Effect, { type: 'wake' }>;

const startInputSchema = z.object({
  caseId: z.string(),
  notificationId: z.string().optional(),
  stationId: z.string().optional(),
});

/** Carries out one effect of a commit. Repeating it does no harm. */
export async function deliverEffect(ports: EffectPorts, effect: Effect): Promise<void> {
  if (effect.type === 'startExecution') await startProcess(ports, effect);
  else await wake(ports, effect);
}

async function startProcess({ store, clock, executions }: EffectPorts, effect: StartEffect): Promise<void> {
  const { caseId, notificationId, stationId } = startInputSchema.parse(effect.input);
  const name =
    notificationId === undefined || stationId === undefined
      ? PROCESS_WAIT
      : legWaitName(notificationId, stationId);
  const at = clock.now();
  const expected: Wait = {
    caseId,
    name,
    machine: effect.machine,
    executionName: effect.executionName,
    seenVersion: 0,
    registeredAt: at.toISOString(),
    dueAt: addSeconds(at, FIRST_WAIT_SECONDS).toISOString(),
  };
  // Written before the start, so that a process which dies before its first wait is missed.
  await putWait(store, caseId, name, (present) =>
    present !== undefined &&
    (present.executionName === effect.executionName ||
      isSuccessor(present.executionName, effect.executionName))
      ? undefined
      : expected,
  );
  if ((await executions.start(effect.machine, effect.executionName, effect.input)) === 'ended')
    await forgetExpected(store, expected);
}

/** The execution had ended before: the wait just written expects nobody. One of a newer execution stays. */
async function forgetExpected(store: ItemStore, { caseId, name, executionName }: Wait): Promise<void> {
  const present = await store.get(waitKey(caseId, name), waitSchema);
  if (present?.body.executionName === executionName && present.body.token === undefined)
    await forgetWait(store, caseId, name);
}

async function wake(ports: EffectPorts, effect: WakeEffect): Promise<void> {
  const waits = await queryAll(ports.store, waitKey(effect.caseId, '').pk, 'WAIT#', waitSchema);
  const wanted = waits
    .map(({ body }) => body)
    .filter(({ name }) => effect.waits.includes('*') || effect.waits.includes(name))
    .filter(({ seenVersion }) => seenVersion < effect.version);
  await Promise.all(wanted.map((wait) => completeWait(ports, wait)));
}

/** Lets a waiting process look again, and notes that its token is used. */
export async function completeWait({ store, clock, executions }: EffectPorts, wait: Wait): Promise<void> {
  if (wait.token === undefined || wait.answeredAt !== undefined) return;
  await executions.completeWait(wait.token);
  const answeredAt = clock.now().toISOString();
  await putWait(store, wait.caseId, wait.name, (present) =>
    present !== undefined && present.token === wait.token ? { ...present, answeredAt } : undefined,
  );
}
