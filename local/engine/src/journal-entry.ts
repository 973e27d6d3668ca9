import { JournalError } from './errors.ts';
import type { Execution, StateMachine, Thread } from './execution.ts';
import type { HistoryEvent } from './history.ts';
import type { JsonValue } from './json.ts';

/** What the journal keeps of a state machine: all but what can be compiled from its source. */
export type KeptMachine = Omit<StateMachine, 'definition'>;

/** A state machine that executions refer to by its revision. */
export interface MachineEntry {
  readonly kind: 'machine';
  readonly machine: KeptMachine;
}

/** What an execution is from its start on. */
export interface ExecutionStart {
  readonly name: string;
  readonly revision: string;
  /** JSON text, as it was given. */
  readonly input: string;
  readonly startedAt: number;
}

type Standing = Pick<
  Execution,
  'status' | 'stoppedAt' | 'outputText' | 'failure' | 'redriveCount' | 'redrivenAt' | 'nextThread'
>;

/** What has happened to an execution since its entry before this one. */
export interface ProgressEntry {
  readonly kind: 'progress';
  readonly arn: string;
  /** In the first entry of an execution. */
  readonly start?: ExecutionStart;
  readonly standing: Standing;
  readonly events: readonly HistoryEvent[];
  /** The threads that have changed, as they are now. */
  readonly threads: readonly Thread[];
  /** The threads that are no more. */
  readonly removed: readonly number[];
}

/** A line of the journal. */
export type JournalEntry = MachineEntry | ProgressEntry;

/** What an execution's journal entry holds beside its standing. */
interface Progress {
  readonly events: readonly HistoryEvent[];
  readonly threads: readonly Thread[];
  readonly removed: readonly number[];
}

/** The entry of an execution's progress. */
export function progressEntry(execution: Execution, progress: Progress): ProgressEntry {
  const {
    arn,
    name,
    inputText: input,
    startedAt,
    status,
    stoppedAt,
    outputText,
    failure,
    redriveCount,
    redrivenAt,
    nextThread,
  } = execution;
  return {
    kind: 'progress',
    arn,
    ...(progress.events[0]?.id === 1 && {
      start: { name, revision: execution.machine.revision, input, startedAt },
    }),
    standing: {
      status,
      redriveCount,
      nextThread,
      ...(stoppedAt !== undefined && { stoppedAt }),
      ...(outputText !== undefined && { outputText }),
      ...(failure !== undefined && { failure }),
      ...(redrivenAt !== undefined && { redrivenAt }),
    },
    ...progress,
  };
}

/** The entry of a state machine. */
export function machineEntry(machine: StateMachine): MachineEntry {
  const { definition: _, ...kept } = machine;
  return { kind: 'machine', machine: kept };
}

/** What a journal tells: the executions, oldest first, and the last revision of each state machine, both by their ARN. */
export interface Replayed {
  readonly executions: Map<string, Execution>;
  readonly machines: Map<string, StateMachine>;
}

/** Builds what entries tell of; `compile` makes a machine of what was kept of it. */
export function replayEntries(
  entries: readonly JournalEntry[],
  compile: (machine: KeptMachine) => StateMachine,
): Replayed {
  const revisions = new Map<string, StateMachine>();
  const machines = new Map<string, StateMachine>();
  const executions = new Map<string, Execution>();
  for (const entry of entries) {
    if (entry.kind === 'machine') {
      const machine = compile(entry.machine);
      revisions.set(machine.revision, machine);
      machines.set(machine.arn, machine);
    } else {
      const execution = executions.get(entry.arn) ?? begin(entry, revisions);
      executions.set(entry.arn, execution);
      apply(execution, entry);
    }
  }
  return { executions, machines };
}

function begin(entry: ProgressEntry, revisions: ReadonlyMap<string, StateMachine>): Execution {
  const machine = revisions.get(entry.start?.revision ?? '');
  if (entry.start === undefined || machine === undefined) {
    throw new JournalError(`The journal does not tell how ${entry.arn} began`);
  }
  const { name, input, startedAt } = entry.start;
  return {
    arn: entry.arn,
    name,
    machine,
    input: JSON.parse(input) as JsonValue,
    inputText: input,
    startedAt,
    threads: new Map(),
    history: [],
    ...entry.standing,
  };
}

function apply(execution: Execution, entry: ProgressEntry): void {
  if (entry.standing.status === 'RUNNING') {
    delete execution.stoppedAt;
    delete execution.failure;
  }
  Object.assign(execution, entry.standing);
  execution.history.push(...entry.events);
  for (const id of entry.removed) execution.threads.delete(id);
  for (const thread of entry.threads) execution.threads.set(thread.id, thread);
}
