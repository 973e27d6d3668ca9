import type { Writable } from 'node:stream';
import { Worker } from 'node:worker_threads';

import {
  workerMessageSchema,
  type FunctionError,
  type InvocationMessage,
  type WorkerStart,
} from '#local/lambda/worker-messages.ts';

/** How an invocation ended. */
export type InvocationOutcome =
  { readonly ok: true; readonly payload: string } | { readonly ok: false; readonly error: FunctionError };

/** What every instance of a function is started from. */
export interface InstanceSettings {
  readonly start: WorkerStart;
  /** The function's whole environment: nothing else of this process is visible to it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly log: Writable;
}

/** Longest time for loading a bundle: several functions may be loading on few cores. */
const loadLimitMilliseconds = 60_000;

const stopped: FunctionError = { errorType: 'Runtime.ExitError', errorMessage: 'The function was stopped' };

/** A running copy of a function in a worker thread of its own; takes one event at a time. */
export class FunctionInstance {
  readonly #worker: Worker;
  readonly #loaded: Promise<InvocationOutcome>;
  #settle: ((outcome: InvocationOutcome) => void) | undefined;
  #alive = true;

  constructor(settings: InstanceSettings) {
    const { promise, resolve } = Promise.withResolvers<InvocationOutcome>();
    this.#loaded = promise;
    this.#settle = resolve;
    this.#worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      workerData: settings.start,
      env: { ...settings.environment },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: Math.max(64, settings.start.memoryMegabytes) },
    });
    this.#worker.stdout.pipe(settings.log, { end: false });
    this.#worker.stderr.pipe(settings.log, { end: false });
    this.#worker.on('message', (message) => this.#hear(message));
    this.#worker.on('error', (error) => this.#die({ errorType: error.name, errorMessage: error.message }));
    this.#worker.on('exit', (code) =>
      this.#die({ errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with status ${code}` }),
    );
  }

  /** Whether it can take another event. */
  get alive(): boolean {
    return this.#alive;
  }

  /** Runs the function for one event; a function that takes too long is stopped, and the instance with it. */
  async invoke(invocation: InvocationMessage): Promise<InvocationOutcome> {
    const loaded = await this.#within(loadLimitMilliseconds, invocation.requestId, this.#loaded);
    if (!loaded.ok) {
      this.stop();
      return loaded;
    }
    if (!this.#alive) return { ok: false, error: stopped };
    const { promise, resolve } = Promise.withResolvers<InvocationOutcome>();
    this.#settle = resolve;
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a browser window
    this.#worker.postMessage(invocation);
    return this.#within(invocation.timeoutMilliseconds, invocation.requestId, promise);
  }

  /** Ends the thread; an event it was working on fails. */
  stop(): void {
    this.#die(stopped);
    void this.#worker.terminate();
  }

  /** Ends the thread and resolves when it is gone. */
  async close(): Promise<void> {
    this.#die(stopped);
    await this.#worker.terminate();
  }

  #hear(message: unknown): void {
    const heard = workerMessageSchema.parse(message);
    switch (heard.type) {
      case 'ready':
        return this.#end({ ok: true, payload: '' });
      case 'result':
        return this.#end({ ok: true, payload: heard.payload });
      case 'loadFailed':
      case 'failed':
        return this.#end({ ok: false, error: heard.error });
      default:
        return heard satisfies never;
    }
  }

  #end(outcome: InvocationOutcome): void {
    const settle = this.#settle;
    this.#settle = undefined;
    settle?.(outcome);
  }

  #die(error: FunctionError): void {
    this.#alive = false;
    this.#end({ ok: false, error });
  }

  async #within(
    milliseconds: number,
    requestId: string,
    outcome: Promise<InvocationOutcome>,
  ): Promise<InvocationOutcome> {
    const timer = setTimeout(() => {
      const seconds = (milliseconds / 1000).toFixed(2);
      this.#die({
        errorType: 'Sandbox.Timedout',
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds} seconds`,
      });
      void this.#worker.terminate();
    }, milliseconds);
    try {
      return await outcome;
    } finally {
      clearTimeout(timer);
    }
  }
}
