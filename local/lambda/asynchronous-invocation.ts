import * as z from 'zod';

import type { LocalFunction } from '#local/lambda/local-function.ts';
import type { TemplateFunctions } from '#local/lambda/template-functions.ts';
import { functionNameOf } from '#local/lambda/template-functions.ts';
import type { Queues } from '#local/sqs/queues.ts';
import type { SystemClock } from '#local/system/system-clock.ts';
import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const invokeConfigSchema = z.looseObject({
  FunctionName: z.string(),
  MaximumRetryAttempts: z.coerce.number().default(2),
  DestinationConfig: z
    .looseObject({ OnFailure: z.looseObject({ Destination: z.string() }).optional() })
    .optional(),
});

const deadLetterSchema = z.looseObject({
  DeadLetterConfig: z.looseObject({ TargetArn: z.string().optional() }).optional(),
});

/** Delays before the second and the third attempt of an asynchronous invocation, in milliseconds (Lambda's own). */
const retryDelays = [60_000, 120_000];

interface Policy {
  readonly retries: number;
  readonly destinations: readonly string[];
}

/** Invokes functions for events that nobody waits for, with Lambda's two retries and the failure destinations. */
export class AsynchronousInvocation {
  readonly #policies = new Map<string, Policy>();
  readonly #functions: TemplateFunctions;
  readonly #queues: Queues;
  readonly #clock: SystemClock;
  /** Each cancels a retry that is waited for. */
  readonly #retries = new Set<() => void>();
  #closed = false;

  constructor(graph: TemplateGraph, functions: TemplateFunctions, queues: Queues, clock: SystemClock) {
    this.#functions = functions;
    this.#queues = queues;
    this.#clock = clock;
    for (const resource of graph.ofType('AWS::Lambda::Function')) {
      const target = parseProperties(resource, deadLetterSchema).DeadLetterConfig?.TargetArn;
      this.#policies.set(graph.refOf(resource), { retries: 2, destinations: this.#checked([target]) });
    }
    for (const resource of graph.ofType('AWS::Lambda::EventInvokeConfig')) {
      const config = parseProperties(resource, invokeConfigSchema);
      const name = functionNameOf(config.FunctionName);
      const onFailure = config.DestinationConfig?.OnFailure?.Destination;
      this.#policies.set(name, {
        retries: config.MaximumRetryAttempts,
        destinations: [...(this.#policies.get(name)?.destinations ?? []), ...this.#checked([onFailure])],
      });
    }
  }

  /**
   * What invokes the function of that ARN for events that nobody waits for.
   * @throws TemplateError naming `subject`, who does so, when no template has the function
   */
  invoker(functionArn: string, subject: string): (event: unknown) => void {
    const target = this.#functions.get(functionArn, subject);
    return (event) => void this.#attempt(target, event, 0);
  }

  /** Attempts nothing any more. */
  close(): void {
    this.#closed = true;
    for (const cancel of this.#retries) cancel();
  }

  #later(delay: number, attempt: () => void): void {
    const cancel = this.#clock.setTimer(this.#clock.now() + delay, () => {
      this.#retries.delete(cancel);
      attempt();
    });
    this.#retries.add(cancel);
  }

  /** Queues that exist; a failure must not be lost for want of one. @throws TemplateError for any other destination */
  #checked(destinations: readonly (string | undefined)[]): string[] {
    return destinations.flatMap((arn) => (arn === undefined ? [] : [this.#queues.get(arn).arn]));
  }

  async #attempt(target: LocalFunction, event: unknown, attempt: number): Promise<void> {
    const outcome = await target.invoke(event);
    if (outcome.ok || this.#closed) return;
    const { retries, destinations } = this.#policies.get(target.name) ?? { retries: 2, destinations: [] };
    const delay = retryDelays[attempt];
    if (attempt < retries && delay !== undefined) {
      this.#later(delay, () => void this.#attempt(target, event, attempt + 1));
      return;
    }
    for (const destination of destinations) {
      this.#queues.deliver(
        destination,
        JSON.stringify({ requestPayload: event, responsePayload: outcome.error }),
      );
    }
  }
}
