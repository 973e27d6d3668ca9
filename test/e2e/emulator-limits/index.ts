import { entranceLimits } from './entrance.ts';
import { keyLimits } from './keys.ts';
import type { EmulatorLimit } from './limit.ts';
import { messageLimits } from './messages.ts';
import { processLimits } from './processes.ts';
import { recordLimits } from './records.ts';
import { templateLimits } from './templates.ts';

/** Everything that the emulator cannot do and AWS does, as far as this system needs it. */
export const emulatorLimits: readonly EmulatorLimit[] = [
  ...processLimits,
  ...messageLimits,
  ...entranceLimits,
  ...recordLimits,
  ...templateLimits,
  ...keyLimits,
];
