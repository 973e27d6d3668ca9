import type { Stage } from './stage.ts';

/** Names of a deployment's two stacks, by which they are deployed and found again. */
export function stackNames(
  deployment: string,
  stage: Stage,
): Readonly<Record<'stateful' | 'stateless', string>> {
  const prefix = `border815-${deployment}-${stage}`;
  return { stateful: `${prefix}-stateful`, stateless: `${prefix}-stateless` };
}
