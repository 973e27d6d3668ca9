import { setTimeout as sleep } from 'node:timers/promises';

import type { Condition, DemoSystem, OutboxMessage } from '#cli/demo/demo-system.ts';

import type { Telephones } from './telephones.ts';

/** How often the deployed system is looked at. */
const LOOK_MS = 250;
/** How long nothing new must have happened for everything to have happened: a cold start is shorter. */
const QUIET_MS = 2_000;
/** Longest that anything may take; the deployment's timers are shorter. */
const PATIENCE_MS = 120_000;

/** A deployed system, and how the story gets at what is not the API. */
export interface DeployedSystem {
  readonly url: string;
  readonly telephones: Telephones;
  tokenFor(officerId: string): Promise<string>;
  /** Effects of commits that have not happened yet. */
  pendingEffects(): Promise<number>;
}

/** A deployed system as the demo sees it: its clock cannot be turned, so the story waits, on shorter timers. */
export async function deployedDemoSystem(deployed: DeployedSystem): Promise<DemoSystem> {
  let messages: readonly OutboxMessage[] = await deployed.telephones.received();

  const quiet = async () => {
    for (let since = Date.now(); Date.now() - since < QUIET_MS; await sleep(LOOK_MS)) {
      const before = messages.length;
      messages = await deployed.telephones.received();
      if (messages.length > before || (await deployed.pendingEffects()) > 0) since = Date.now();
    }
  };

  const until = async (condition: Condition) => {
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
      messages = await deployed.telephones.received();
      if (await condition()) return;
    }
  };

  return {
    url: deployed.url,
    tokenFor: (officerId) => deployed.tokenFor(officerId),
    messages: () => messages,
    ...(deployed.telephones.setUnreachable === undefined
      ? {}
      : { setUnreachable: deployed.telephones.setUnreachable }),
    now: () => new Date(),
    advance: (_seconds, condition) => (condition === undefined ? quiet() : until(condition)),
    settle: quiet,
  };
}
