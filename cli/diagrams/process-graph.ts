import * as z from 'zod';

const goesTo = z.looseObject({ Next: z.string() });
const stateSchema = z.looseObject({
  Type: z.enum(['Pass', 'Task', 'Choice', 'Wait', 'Succeed', 'Fail']),
  Comment: z.string().optional(),
  Resource: z.string().optional(),
  Next: z.string().optional(),
  Choices: z.array(goesTo.extend({ Condition: z.string() })).default([]),
  Default: z.string().optional(),
  Catch: z.array(goesTo.extend({ ErrorEquals: z.array(z.string()) })).default([]),
});
const definitionSchema = z.looseObject({
  StartAt: z.string(),
  States: z.record(z.string(), stateSchema),
});

type StateDefinition = z.infer<typeof stateSchema>;

/** A state of a process, as a reader sees it. */
export interface ProcessState {
  readonly name: string;
  readonly kind: 'step' | 'wait' | 'choice' | 'end' | 'failure';
  /** What happens there; absent where the name says it all. */
  readonly comment: string | undefined;
}

/** A way from a state to another. */
export interface Transition {
  readonly from: string;
  readonly to: string;
  /** When it is taken; absent where it is the only one. */
  readonly when: string | undefined;
}

/** What a definition says about its states. */
export interface ProcessGraph {
  readonly startAt: string;
  readonly states: readonly ProcessState[];
  readonly transitions: readonly Transition[];
  /** Where every call goes that has failed beyond its retries; absent where not all of them go to the same state. */
  readonly failuresGoTo: string | undefined;
}

/**
 * Reads the definition of a state machine.
 * @throws ZodError when it is none, or has states of a kind that no process here has
 */
export function processGraph(definition: unknown): ProcessGraph {
  const { StartAt, States } = definitionSchema.parse(definition);
  const entries = Object.entries(States);
  const failuresGoTo = commonFailure(entries.map(([, state]) => state));
  return {
    startAt: StartAt,
    states: entries.map(([name, state]) => ({ name, kind: kindOf(state), comment: state.Comment })),
    transitions: entries.flatMap(([from, state]) =>
      ways(state, failuresGoTo).map((way) => ({ from, ...way })),
    ),
    failuresGoTo,
  };
}

function kindOf({ Type, Resource }: StateDefinition): ProcessState['kind'] {
  if (Type === 'Choice') return 'choice';
  if (Type === 'Succeed') return 'end';
  if (Type === 'Fail') return 'failure';
  return Type === 'Wait' || Resource?.endsWith('.waitForTaskToken') === true ? 'wait' : 'step';
}

/** Every task ends its catchers with the same state: then that is said once, and not by an arrow from each. */
function commonFailure(states: readonly StateDefinition[]): string | undefined {
  const ends = states
    .filter(({ Type }) => Type === 'Task')
    .map(({ Catch }) => Catch.find(catchesEverything)?.Next);
  return new Set(ends).size === 1 ? ends[0] : undefined;
}

function catchesEverything({ ErrorEquals }: StateDefinition['Catch'][number]): boolean {
  return ErrorEquals.includes('States.ALL');
}

function ways(state: StateDefinition, failuresGoTo: string | undefined): Omit<Transition, 'from'>[] {
  const isWait = kindOf(state) === 'wait';
  const caught = state.Catch.filter(
    (catcher) => !(catchesEverything(catcher) && catcher.Next === failuresGoTo),
  );
  return [
    ...state.Choices.map(({ Condition, Next }, index) => ({
      to: Next,
      when: `${index + 1} ${conditionInWords(Condition, Next)}`.trimEnd(),
    })),
    ...(state.Default === undefined ? [] : [{ to: state.Default, when: 'anything else' }]),
    ...(state.Next === undefined ? [] : [{ to: state.Next, when: isWait ? 'news' : undefined }]),
    ...caught.map(({ ErrorEquals, Next }) => ({ to: Next, when: ErrorEquals.map(errorInWords).join(', ') })),
  ];
}

/**
 * `{% $outlook.next = "plan" %}` is what a look found: `plan`, or nothing where the state is named so. Whatever else is
 * compared is shown as it stands.
 */
function conditionInWords(condition: string, next: string): string {
  const expression = condition.replace(/^\{%\s*|\s*%\}$/g, '');
  const found = /^\$outlook\.next = "(\w+)"$/.exec(expression)?.[1];
  if (found?.toLowerCase() === next.toLowerCase()) return '';
  return found ?? expression.replaceAll('$', '');
}

function errorInWords(error: string): string {
  if (error === 'States.Timeout') return 'time is up';
  if (error === 'States.ALL') return 'failed beyond its retries';
  return error.slice(error.lastIndexOf('.') + 1);
}
