import { setTimeout as sleep } from 'node:timers/promises';

import { BusyError } from '#platform/errors.ts';
import { ConditionFailedError } from '#platform/store/item-store.ts';

const ATTEMPTS = 12;
const BACKOFF_MS = 15;

/**
 * Runs `decideAndWrite` again, from reading on, when somebody else wrote in between.
 * @throws BusyError when other writers kept winning
 */
export async function attempt<T>(decideAndWrite: () => Promise<T>): Promise<T> {
  for (let count = 1; count <= ATTEMPTS; count++) {
    try {
      return await decideAndWrite();
    } catch (error) {
      if (!(error instanceof ConditionFailedError)) throw error;
    }
    await sleep(Math.random() * BACKOFF_MS * count);
  }
  throw new BusyError();
}
