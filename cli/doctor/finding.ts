import type { DeploymentFile } from '#infra/deployment-file.ts';
import type { Partition } from '#infra/partition.ts';
import type { Stage } from '#infra/stage.ts';

/** How bad a finding is: officers are not reached, officers are reached late or badly, or worth knowing. */
export const findingSeverities = ['error', 'warning', 'note'] as const;

/** Something about a deployment that its schema cannot see. */
export interface Finding {
  readonly severity: (typeof findingSeverities)[number];
  /** Name of the check, which never changes. */
  readonly check: string;
  /** Path of the field, such as `rosters.yaqian.weekly`. */
  readonly field: string;
  readonly what: string;
  /** What it means for officers. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** What the doctor looks at. */
export interface Patient {
  readonly file: DeploymentFile;
  readonly stage: Stage;
  /** Partition that it is to be deployed to. */
  readonly partition: Partition;
  /** The present: rosters are looked through from here on. */
  readonly now: Date;
}

/** One check. */
export type Check = (patient: Patient) => readonly Finding[];
