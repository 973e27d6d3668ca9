import type { MapState } from '../definition.ts';
import { EvaluationError } from '../errors.ts';
import type { Thread } from '../execution.ts';
import type { ExecutionRun } from '../execution-run.ts';
import { jsonText } from '../json-text.ts';
import type { JsonValue } from '../json.ts';
import type { Template } from '../template.ts';
import { startBranches } from './branches.ts';

/** Iterations of an inline Map that run at a time where MaxConcurrency does not set less. */
const INLINE_CONCURRENCY = 40;

/** Runs the processor once for each item. */
export async function runMap(run: ExecutionRun, thread: Thread, state: MapState): Promise<void> {
  const items = await readItems(run, thread, state);
  const concurrency = await count(run, thread, state.maxConcurrency);
  const failures = await count(run, thread, state.toleratedFailureCount);
  const percentage = await count(run, thread, state.toleratedFailurePercentage);
  const size = items.length;
  run.addEvent(thread, 'MapStateStarted', { length: size });
  startBranches(run, thread, {
    size,
    limit:
      concurrency === undefined || concurrency === 0
        ? INLINE_CONCURRENCY
        : Math.min(concurrency, INLINE_CONCURRENCY),
    ...((failures !== undefined || percentage !== undefined) && {
      toleratedFailures: Math.min(failures ?? Infinity, Math.floor(((percentage ?? 100) / 100) * size)),
    }),
    items,
  });
}

async function readItems(run: ExecutionRun, thread: Thread, state: MapState): Promise<JsonValue[]> {
  if (state.items !== undefined) return run.evaluateTyped(thread, state.items, 'array');
  if (Array.isArray(thread.input)) return thread.input;
  throw new EvaluationError(`Map state input must be an array but was: ${jsonText(thread.input)}`, undefined);
}

async function count(
  run: ExecutionRun,
  thread: Thread,
  template: Template | undefined,
): Promise<number | undefined> {
  if (template === undefined) return undefined;
  const kind = template.field === 'ToleratedFailurePercentage' ? 'number' : 'integer';
  const value = await run.evaluateTyped(thread, template, kind);
  if (value >= 0 && (kind === 'integer' || value <= 100)) return value;
  throw new EvaluationError(`The ${template.field} field is out of range: ${value}`, template.field);
}
