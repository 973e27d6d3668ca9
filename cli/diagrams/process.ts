import * as investigation from '#workflows/investigation/definition.ts';
import * as missingPerson from '#workflows/missing-person/definition.ts';
import * as notify from '#workflows/notify/definition.ts';
import * as registryHit from '#workflows/registry-hit/definition.ts';
import * as suspectTransfer from '#workflows/suspect-transfer/definition.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';

/** A process as its folder defines it. */
export interface Process {
  /** Its folder below `workflows`. */
  readonly folder: string;
  readonly definition: unknown;
  readonly timers: ProcessTimers;
}

/** Every process of the system. */
export const processes: readonly Process[] = [
  { folder: 'investigation', definition: investigation.definition, timers: investigation.timers },
  { folder: 'missing-person', definition: missingPerson.definition, timers: missingPerson.timers },
  { folder: 'notify', definition: notify.definition, timers: notify.timers },
  { folder: 'registry-hit', definition: registryHit.definition, timers: registryHit.timers },
  { folder: 'suspect-transfer', definition: suspectTransfer.definition, timers: suspectTransfer.timers },
];
