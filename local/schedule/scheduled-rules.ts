import { randomUUID } from 'node:crypto';

import * as z from 'zod';

import type { AsynchronousInvocation } from '#local/lambda/asynchronous-invocation.ts';
import {
  parseSchedule,
  ScheduleExpressionError,
  type Schedule,
} from '#local/schedule/schedule-expression.ts';
import type { SystemClock } from '#local/system/system-clock.ts';
import type { LocalEnvironment } from '#local/template/environment.ts';
import { parseProperties, type Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';

const ruleSchema = z.looseObject({
  ScheduleExpression: z.string('only rules with a schedule can be run'),
  EventPattern: z.undefined('only rules with a schedule can be run').optional(),
  State: z.string().default('ENABLED'),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.string().regex(/:lambda:/, 'only functions can be targets'),
        Input: z.string().optional(),
        InputPath: z.undefined('is not supported').optional(),
        InputTransformer: z.undefined('is not supported').optional(),
      }),
    )
    .default([]),
});

/** What the rules need from the system. */
export interface RuleSurroundings {
  readonly graph: TemplateGraph;
  readonly functions: AsynchronousInvocation;
  readonly clock: SystemClock;
}

/** The rules of the templates that call functions at set times. */
export class ScheduledRules {
  readonly #cancel = new Map<Resource, () => void>();
  readonly #surroundings: RuleSurroundings;

  /** Starts every rule. @throws TemplateError for a rule that cannot be run here */
  constructor(surroundings: RuleSurroundings) {
    this.#surroundings = surroundings;
    for (const resource of surroundings.graph.ofType('AWS::Events::Rule')) this.#start(resource);
  }

  /** Stops every rule. */
  close(): void {
    for (const cancel of this.#cancel.values()) cancel();
  }

  #start(resource: Resource): void {
    const rule = parseProperties(resource, ruleSchema);
    if (rule.State !== 'ENABLED') return;
    const schedule = scheduleOf(rule.ScheduleExpression, resource);
    const ruleArn = this.#surroundings.graph.attributeOf(resource, 'Arn');
    const targets = rule.Targets.map(({ Arn, Input }) => ({
      invoke: this.#surroundings.functions.invoker(Arn, resource.subject),
      input: Input === undefined ? undefined : (JSON.parse(Input) as unknown),
    }));
    const fire = (): void => {
      for (const { invoke, input } of targets) invoke(input ?? this.#event(ruleArn));
      this.#arm(resource, schedule, fire);
    };
    this.#arm(resource, schedule, fire);
  }

  #arm(resource: Resource, schedule: Schedule, fire: () => void): void {
    const { clock } = this.#surroundings;
    const at = schedule(clock.now());
    if (at !== undefined) this.#cancel.set(resource, clock.setTimer(at, fire));
  }

  #event(ruleArn: string): object {
    const { clock, graph } = this.#surroundings;
    const { account, region }: LocalEnvironment = graph.environment;
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': 'Scheduled Event',
      source: 'aws.events',
      account,
      time: new Date(clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: [ruleArn],
      detail: {},
    };
  }
}

function scheduleOf(expression: string, resource: Resource): Schedule {
  try {
    return parseSchedule(expression);
  } catch (error) {
    if (!(error instanceof ScheduleExpressionError)) throw error;
    throw new TemplateError(`The ${resource.subject} cannot be run here: ${error.message}`);
  }
}
