import { randomUUID } from 'node:crypto';

import {
  FunctionInstance,
  type InstanceSettings,
  type InvocationOutcome,
} from '#local/lambda/function-instance.ts';
import type { Activity } from '#local/system/activity.ts';

/** A function of the template. */
export interface FunctionSettings extends InstanceSettings {
  readonly timeoutMilliseconds: number;
  /** Most instances at once; further events wait for one to be free. */
  readonly concurrency: number;
}

/** What a function was used for so far. */
export interface FunctionUsage {
  readonly name: string;
  readonly memoryMegabytes: number;
  readonly invocations: number;
  /** Time in which its instances worked or were loaded, which is what Lambda bills. */
  readonly milliseconds: number;
}

/** Largest event or result, in bytes (Lambda's limit for synchronous invocations). */
const payloadLimit = 6 * 1024 * 1024;

/** A function of the template with its instances, which are started when they are first needed and then kept. */
export class LocalFunction {
  readonly name: string;
  readonly #settings: FunctionSettings;
  readonly #activity: Activity;
  readonly #all = new Set<FunctionInstance>();
  #free: FunctionInstance[] = [];
  #waiting: ((instance: FunctionInstance) => void)[] = [];
  #closed = false;
  #invocations = 0;
  #milliseconds = 0;

  constructor(name: string, settings: FunctionSettings, activity: Activity) {
    this.name = name;
    this.#settings = settings;
    this.#activity = activity;
  }

  /** What it was used for so far. */
  get usage(): FunctionUsage {
    return {
      name: this.name,
      memoryMegabytes: this.#settings.start.memoryMegabytes,
      invocations: this.#invocations,
      milliseconds: this.#milliseconds,
    };
  }

  /** Invokes the function with `event` and waits for its result; never rejects. */
  invoke(event: unknown): Promise<InvocationOutcome> {
    const text = JSON.stringify(event) ?? 'null';
    if (Buffer.byteLength(text) > payloadLimit) {
      return Promise.resolve(
        failure('RequestEntityTooLargeException', 'Request must be smaller than 6291456 bytes'),
      );
    }
    return this.#activity.during(() => this.#invoke(text));
  }

  /** Stops its instances; what they were working on fails. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#all].map((instance) => instance.close()));
  }

  async #invoke(event: string): Promise<InvocationOutcome> {
    if (this.#closed) return failure('Runtime.ExitError', 'The system is being closed');
    const instance = await this.#take();
    const { timeoutMilliseconds } = this.#settings;
    const began = performance.now();
    const outcome = await instance.invoke({ requestId: randomUUID(), event, timeoutMilliseconds });
    this.#invocations += 1;
    this.#milliseconds += performance.now() - began;
    this.#release(instance);
    if (!outcome.ok) this.#settings.log.write(`${JSON.stringify({ level: 'ERROR', ...outcome.error })}\n`);
    if (outcome.ok && Buffer.byteLength(outcome.payload) > payloadLimit) {
      return failure(
        'Function.ResponseSizeTooLarge',
        'Response payload size exceeded maximum allowed payload size',
      );
    }
    return outcome;
  }

  #take(): Promise<FunctionInstance> {
    for (let free = this.#free.pop(); free !== undefined; free = this.#free.pop()) {
      if (free.alive) return Promise.resolve(free);
      this.#all.delete(free);
    }
    if (this.#all.size < this.#settings.concurrency) return Promise.resolve(this.#startInstance());
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #startInstance(): FunctionInstance {
    const instance = new FunctionInstance(this.#settings);
    this.#all.add(instance);
    return instance;
  }

  #release(instance: FunctionInstance): void {
    if (!instance.alive) this.#all.delete(instance);
    const next = this.#waiting.shift();
    // Once closed no instance is started any more: who waits gets one that has ended, and fails.
    if (next !== undefined) next(instance.alive || this.#closed ? instance : this.#startInstance());
    else if (instance.alive) this.#free.push(instance);
  }
}

function failure(errorType: string, errorMessage: string): InvocationOutcome {
  return { ok: false, error: { errorType, errorMessage } };
}
