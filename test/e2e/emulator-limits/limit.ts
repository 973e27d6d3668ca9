import type { Operator } from '../operator.ts';

/**
 * Something that AWS does and the emulator does not. Each is looked at in every run: on the day the emulator can do it, the
 * run fails, and the detour goes.
 */
export interface EmulatorLimit {
  /** What the emulator cannot do. */
  readonly what: string;
  /** What the suite does instead, or what is therefore not shown by it. */
  readonly instead: string;
  /** Whether it can by now. */
  canByNow(operator: Operator): Promise<boolean>;
}
