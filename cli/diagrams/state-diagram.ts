import type { ProcessTimer, ProcessTimers } from '#workflows/process-timer.ts';

import { sharedTimers, type SharedTimer } from './shared-timers.ts';
import type { ProcessGraph, ProcessState, Transition } from './process-graph.ts';

/** A timer that ends more waits than this is told once, at the state it leads to, and not by an arrow from each. */
const MOST_ARROWS = 2;

/** How states look that are not steps; the colours hold on a light and on a dark page. */
const classes = {
  wait: 'fill:#fff3cd,stroke:#b58900,color:#333',
  end: 'fill:#d9f2e3,stroke:#2e8b57,color:#333',
  failure: 'fill:#f8d7da,stroke:#b02a37,color:#333',
} as const;

/**
 * A Mermaid `stateDiagram-v2` of a process: its states with what happens there, the ways between them with their
 * conditions, and from each wait the timers that end it.
 * @param lengthOf how long a timer is, in words; nothing where the record has a deadline of its own
 */
export function stateDiagram(
  graph: ProcessGraph,
  timers: ProcessTimers,
  lengthOf: (timer: ProcessTimer) => string,
): string {
  const ends = graph.states.filter(({ kind }) => kind === 'end' || kind === 'failure');
  return [
    'stateDiagram-v2',
    '  direction LR',
    ...Object.entries(classes).map(([name, style]) => `  classDef ${name} ${style}`),
    ...graph.states.flatMap(declaration),
    `  [*] --> ${graph.startAt}`,
    ...graph.transitions.filter((way) => !isTimeout(way, graph, timers)).map(arrow),
    ...sharedTimers(timers).flatMap((shared) => timerLines(shared, lengthOf)),
    ...ends.map(({ name }) => `  ${name} --> [*]`),
    ...failureNote(graph),
  ].join('\n');
}

function declaration({ name, kind, comment }: ProcessState): string[] {
  if (kind === 'choice') return [`  state ${name} <<choice>>`];
  const description = comment === undefined ? [] : [`  ${name} : ${readable(comment)}`];
  return [
    `  state "${name}" as ${name}`,
    ...description,
    ...(kind === 'step' ? [] : [`  class ${name} ${kind}`]),
  ];
}

/** That a wait's time is up is shown by its timers, where it has some. */
function isTimeout({ from, when }: Transition, { states }: ProcessGraph, timers: ProcessTimers): boolean {
  const isWait = states.some(({ name, kind }) => name === from && kind === 'wait');
  return isWait && when === 'time is up' && timers[from] !== undefined;
}

function arrow({ from, to, when }: Transition): string {
  return `  ${from} --> ${to}${when === undefined ? '' : ` : ${readable(when)}`}`;
}

function timerLines({ timer, waits }: SharedTimer, lengthOf: (timer: ProcessTimer) => string): string[] {
  const length = lengthOf(timer);
  const when = readable(`timer${length === '' ? '' : ` ${length}`}: ${timer.text.en}`);
  if (waits.length > MOST_ARROWS) return note(timer.leadsTo, [when, `ends ${waits.join(', ')}`]);
  return waits.map((wait) => `  ${wait} --> ${timer.leadsTo} : ${when}`);
}

function failureNote({ failuresGoTo }: ProcessGraph): string[] {
  if (failuresGoTo === undefined) return [];
  return note(failuresGoTo, ['from every state that calls a function, once its retries are used up']);
}

/** A note in lines of its own: in the same line it could hold no colon. */
function note(state: string, lines: readonly string[]): string[] {
  return [`  note right of ${state}`, ...lines.map((line) => `    ${line}`), '  end note'];
}

/** In Mermaid a semicolon ends a statement, a double colon names a class, and signs of comparison look like markup. */
function readable(text: string): string {
  return text
    .replaceAll(';', ',')
    .replaceAll('::', ':')
    .replaceAll('>=', '≥')
    .replaceAll('<=', '≤')
    .replaceAll('"', "'");
}
