import { availableParallelism } from 'node:os';

import * as z from 'zod';

import { functionEnvironment } from '#local/lambda/function-environment.ts';
import { LocalFunction, type FunctionUsage } from '#local/lambda/local-function.ts';
import type { Activity } from '#local/system/activity.ts';
import type { Credentials } from '#local/system/credentials.ts';
import type { LogDirectory } from '#local/system/log-directory.ts';
import { parseProperties, type Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';

const functionSchema = z.looseObject({
  Code: z.looseObject({ S3Key: z.string('only code given as an asset can be run') }),
  Handler: z.string(),
  Runtime: z.string().startsWith('nodejs', 'only Node.js functions can be run').optional(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  ReservedConcurrentExecutions: z.coerce.number().optional(),
  Layers: z.array(z.unknown()).max(0, 'layers cannot be run; bundle the code').optional(),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  LoggingConfig: z.looseObject({ LogGroup: z.string().optional() }).optional(),
});

/** Most instances of one function: more than there are cores would only be in each other's way. */
const instancesPerFunction = Math.max(2, Math.min(4, availableParallelism()));

/**
 * A function here shares the cores with the database and all the others, so that its timeout is stretched: it is to
 * catch what hangs, not what waits for its turn.
 */
const timeoutFactor = 3;

/** What the functions of a template need from the system. */
export interface FunctionSurroundings {
  readonly graph: TemplateGraph;
  readonly activity: Activity;
  readonly credentials: Credentials;
  readonly logs: LogDirectory;
  /** Directory of an asset by its object key (`<hash>.zip`). */
  readonly assets: ReadonlyMap<string, string>;
  readonly timeMemory: SharedArrayBuffer | undefined;
}

/** The functions of the templates, found by name or ARN (with or without a qualifier). */
export class TemplateFunctions {
  readonly #byName = new Map<string, LocalFunction>();

  /** @throws TemplateError for a function that cannot be run here, or whose asset is missing */
  constructor(surroundings: FunctionSurroundings) {
    for (const resource of surroundings.graph.ofType('AWS::Lambda::Function')) {
      const built = createFunction(resource, surroundings);
      this.#byName.set(built.name, built);
    }
  }

  /** The function of that ARN or name; undefined when the template has none. */
  find(arnOrName: string): LocalFunction | undefined {
    return this.#byName.get(functionNameOf(arnOrName));
  }

  /** The function of that ARN or name. @throws TemplateError naming `subject` when the template has none */
  get(arnOrName: string, subject: string): LocalFunction {
    const found = this.find(arnOrName);
    if (found === undefined) {
      throw new TemplateError(
        `The ${subject} refers to the function "${arnOrName}", which no template contains.`,
      );
    }
    return found;
  }

  /** What each function was used for so far. */
  get usage(): FunctionUsage[] {
    return [...this.#byName.values()].map((each) => each.usage);
  }

  /** Stops every instance. */
  async close(): Promise<void> {
    await Promise.all([...this.#byName.values()].map((each) => each.close()));
  }
}

/** The name in `arn:…:function:NAME[:QUALIFIER]`, in the ARN by which an API calls a function, or the name itself. */
export function functionNameOf(arnOrName: string): string {
  const match = /:function:([^:/]+)/.exec(arnOrName);
  return match?.[1] ?? arnOrName;
}

function createFunction(resource: Resource, surroundings: FunctionSurroundings): LocalFunction {
  const { graph, activity, assets, credentials, logs, timeMemory } = surroundings;
  const properties = parseProperties(resource, functionSchema);
  const bundleDirectory = assets.get(properties.Code.S3Key);
  if (bundleDirectory === undefined) {
    throw new TemplateError(
      `The ${resource.subject} has its code in ${properties.Code.S3Key}, which is no asset.`,
    );
  }
  const name = graph.refOf(resource);
  const identity = {
    name,
    handler: properties.Handler,
    memoryMegabytes: properties.MemorySize,
    bundleDirectory,
    logGroup: properties.LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`,
    variables: properties.Environment?.Variables ?? {},
  };
  const settings = {
    start: {
      bundleDirectory,
      handler: properties.Handler,
      functionName: name,
      functionArn: graph.attributeOf(resource, 'Arn'),
      memoryMegabytes: properties.MemorySize,
      logGroup: identity.logGroup,
      timeMemory,
    },
    environment: functionEnvironment(identity, graph.environment, credentials),
    log: logs.open(name),
    timeoutMilliseconds: properties.Timeout * 1000 * timeoutFactor,
    concurrency: Math.max(
      1,
      Math.min(instancesPerFunction, properties.ReservedConcurrentExecutions ?? Infinity),
    ),
  };
  return new LocalFunction(name, settings, activity);
}
