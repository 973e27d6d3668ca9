import { addSeconds } from '#platform/clock.ts';
import { legExecutionName } from '#platform/notification/open-notification.ts';
import type { Platform } from '#platform/platform.ts';
import { outboxRowSchema, PENDING_PARTITION, type OutboxRow } from '#platform/outbox/effect.ts';
import type { Stored } from '#platform/store/item-store.ts';
import { putWait } from '#platform/wait/put-wait.ts';
import { DUE_WAITS_PARTITION, PROCESS_WAIT, waitSchema, type Wait } from '#platform/wait/wait.ts';

import { continueProcess } from './continue-process.ts';
import type { DeadLetters } from './dead-letters.ts';
import { completeWait } from './deliver-effect.ts';
import { deliverRow, markRow } from './deliver-row.ts';
import type { Executions } from './executions.ts';

/** The stream delivers within seconds; a row older than this was missed. */
const ROW_GRACE_SECONDS = 30;
/** A row is given up, with an alarm, when it has failed this often. Once a minute: about twenty minutes. */
const ROW_ATTEMPTS = 20;
/** A wait ends by its own timeout; one overdue by this much is no longer watched by its execution. */
const WAIT_GRACE_SECONDS = 60;
/** How long a restarted process has to register its wait before it is looked at again. */
const RESTART_GRACE_SECONDS = 120;
/** One sweep takes this many of each; the next one goes on. */
const BATCH = 100;

/** What a sweep needs. */
export interface SweepPorts extends Platform {
  readonly executions: Executions;
  readonly deadLetters: DeadLetters;
}

/** What a sweep did; all zero when nothing was late. */
export interface SweepResult {
  delivered: number;
  deadLettered: number;
  failed: number;
  woken: number;
  restarted: number;
}

/** Takes up what should have happened by itself: outbox rows left pending and processes that stopped looking. */
export async function sweep(ports: SweepPorts): Promise<SweepResult> {
  const result: SweepResult = { delivered: 0, deadLettered: 0, failed: 0, woken: 0, restarted: 0 };
  await sweepRows(ports, result);
  await sweepWaits(ports, result);
  return result;
}

async function sweepRows(ports: SweepPorts, result: SweepResult): Promise<void> {
  const upTo = addSeconds(ports.clock.now(), -ROW_GRACE_SECONDS).toISOString();
  const page = await ports.store.queryIndex('gsi2', PENDING_PARTITION, outboxRowSchema, {
    upTo,
    limit: BATCH,
  });
  for (const row of page.items) {
    try {
      if (row.body.attempts >= ROW_ATTEMPTS) {
        await giveUp(ports, row);
        result.deadLettered++;
      } else {
        await deliverRow(ports, row.key);
        result.delivered++;
      }
    } catch {
      result.failed++; // The attempt is counted on the row; the next sweep tries again.
    }
  }
}

async function giveUp(ports: SweepPorts, row: Stored<OutboxRow>): Promise<void> {
  await ports.deadLetters.add(row.key);
  await markRow(ports.store, row, { ...row.body, status: 'deadLettered' });
}

async function sweepWaits(ports: SweepPorts, result: SweepResult): Promise<void> {
  const upTo = addSeconds(ports.clock.now(), -WAIT_GRACE_SECONDS).toISOString();
  const page = await ports.store.queryIndex('gsi2', DUE_WAITS_PARTITION, waitSchema, { upTo, limit: BATCH });
  for (const { body: wait } of page.items) {
    try {
      if (wait.token !== undefined && wait.answeredAt === undefined) {
        await completeWait(ports, wait);
        result.woken++;
      } else if (!(await ports.executions.isRunning(wait.machine, wait.executionName))) {
        await restart(ports, wait);
        result.restarted++;
      }
    } catch {
      result.failed++;
    }
  }
}

/** The process died: its successor takes over, and has some time to register before the next look. */
async function restart(ports: SweepPorts, wait: Wait): Promise<void> {
  const dueAt = addSeconds(ports.clock.now(), RESTART_GRACE_SECONDS).toISOString();
  if (wait.name === PROCESS_WAIT) {
    const [caseId = '', generation, processPart] = wait.executionName.split('.');
    await continueProcess(
      ports,
      { caseId, generation: Number(generation), processPart: Number(processPart) },
      'died',
    );
    await delay(ports, wait, wait.executionName, dueAt);
    return;
  }
  const [notificationId = '', stationId = '', part] = wait.executionName.split('.');
  const next = Number(part) + 1;
  const executionName = legExecutionName(notificationId, stationId, next);
  const { caseId } = wait;
  await delay(ports, wait, executionName, dueAt);
  await ports.executions.start('notify', executionName, { caseId, notificationId, stationId, part: next });
}

/** The wait of the dead execution, unless another has registered meanwhile, stands for its successor. */
function delay(ports: SweepPorts, wait: Wait, executionName: string, dueAt: string): Promise<void> {
  return putWait(ports.store, wait.caseId, wait.name, (present) =>
    present === undefined || present.executionName !== wait.executionName
      ? undefined
      : { ...present, executionName, dueAt },
  );
}
