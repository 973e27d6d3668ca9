import { RemovalPolicy } from 'aws-cdk-lib/core';
import * as z from 'zod';

/** Where a deployment stands: `dev` may be thrown away, `prod` holds real cases. */
export const stageSchema = z.enum(['dev', 'prod']);

/** Where a deployment stands. */
export type Stage = z.infer<typeof stageSchema>;

/** Whether deleting a stack, or taking a resource out of it, keeps what the resource holds. */
export function keepsRecords(stage: Stage): boolean {
  return stage !== 'dev';
}

/** What becomes of a resource that holds records when its stack goes: destroyed in `dev` only. */
export function removalPolicy(stage: Stage): RemovalPolicy {
  return keepsRecords(stage) ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
