import { DefinitionError } from '@border815/engine';
import { describe, expect, it } from 'vitest';
import { Bench, FUNCTION } from './engine-fixture.ts';

const end = { Type: 'Succeed' };

async function faultsOf(definition: unknown): Promise<readonly string[]> {
  const bench = await Bench.open();
  const request = { name: 'm', arn: 'arn:m', roleArn: 'r', definition, type: 'STANDARD' as const };
  try {
    await bench.engine.createStateMachine(request);
  } catch (thrown) {
    if (thrown instanceof DefinitionError) return thrown.faults;
    throw thrown;
  }
  return [];
}

function machine(states: Record<string, unknown>, more: Record<string, unknown> = {}): unknown {
  return { QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states, ...more };
}

const task = (more: Record<string, unknown>): unknown =>
  machine({ A: { Type: 'Task', Resource: FUNCTION, End: true, ...more } });
const passing = (more: Record<string, unknown>): unknown =>
  machine({ A: { Type: 'Pass', End: true, ...more } });
const processor = (more: Record<string, unknown>): unknown =>
  machine({ A: { Type: 'Map', End: true, ItemProcessor: { StartAt: 'B', States: { B: end }, ...more } } });

describe('a definition is refused, naming state and field,', () => {
  it.each<[string, unknown, string]>([
    [
      'for JSONPath',
      { StartAt: 'A', States: { A: { Type: 'Pass', InputPath: '$', End: true } } },
      "state 'A', field QueryLanguage: is JSONPath: only JSONata is supported",
    ],
    [
      'for JSONPath in a JSONata machine',
      passing({ QueryLanguage: 'JSONPath' }),
      "state 'A', field QueryLanguage: cannot be 'JSONPath' if set to 'JSONata' for the whole state machine",
    ],
    [
      'for a field of JSONPath',
      passing({ ResultPath: '$' }),
      "state 'A', field ResultPath: is not supported here",
    ],
    [
      'for an unknown field of the machine',
      machine({ A: end }, { Foo: 1 }),
      'the state machine, field Foo: is not supported here',
    ],
    [
      'for an integration that is not there',
      task({ Resource: 'arn:aws:states:::sqs:sendMessage' }),
      "state 'A', field Resource: 'arn:aws:states:::sqs:sendMessage' is not supported",
    ],
    [
      'for a pattern that the integration has not',
      task({ Resource: 'arn:aws:states:::dynamodb:getItem.waitForTaskToken' }),
      "state 'A', field Resource: 'arn:aws:states:::dynamodb:getItem.waitForTaskToken' is not supported",
    ],
    [
      'for a distributed Map',
      processor({ ProcessorConfig: { Mode: 'DISTRIBUTED' } }),
      "state 'A', field ItemProcessor/ProcessorConfig/Mode: DISTRIBUTED is not supported: only INLINE",
    ],
    [
      'for a QueryLanguage of its own in an ItemProcessor',
      processor({ QueryLanguage: 'JSONata' }),
      "state 'A', field ItemProcessor/QueryLanguage: is not supported here",
    ],
    [
      'for a type that is none',
      machine({ A: { Type: 'Jump' } }),
      "state 'A', field Type: 'Jump' is not a type of state",
    ],
    [
      'for a Next that leads nowhere',
      machine({ A: { Type: 'Pass', Next: 'B' } }),
      "state 'A', field Next: there is no state 'B' beside it",
    ],
    [
      'for a StartAt that leads nowhere',
      machine({ A: end }, { StartAt: 'Z' }),
      "the state machine, field StartAt: there is no state 'Z'",
    ],
    [
      'for a state that nothing leads to',
      machine({ A: end, B: end }),
      "state 'B': no transition leads to it",
    ],
    [
      'for neither Next nor End',
      machine({ A: { Type: 'Pass' } }),
      "state 'A', field Next: either Next or End: true is needed, not both",
    ],
    [
      'for Retry on a state that cannot be retried',
      passing({ Retry: [] }),
      "state 'A', field Retry: is not supported here",
    ],
    [
      'for an expression that does not parse',
      passing({ Output: { a: '{% 1 + %}' } }),
      "state 'A', field Output: cannot be parsed as JSONata: Unexpected end of expression",
    ],
    [
      'for an expression without its end',
      passing({ Output: '{% 1' }),
      "state 'A', field Output: has an unfinished expression: {% 1",
    ],
    [
      'for a reference to nothing within a function',
      passing({ Output: '{% $map($states.input.a, function($x){ phone }) %}' }),
      "state 'A', field Output: Reference to 'phone' at the top level is not supported",
    ],
    [
      'for states that nothing ends',
      machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
      'the state machine, field States: no state ends it',
    ],
    [
      'for a reference to a context that is not there',
      passing({ Output: '{% $uppercase(phone) %}' }),
      "state 'A', field Output: Reference to 'phone' at the top level is not supported",
    ],
    [
      'for $$ at the top level',
      passing({ Output: '{% $$.a %}' }),
      "state 'A', field Output: Reference to '$$' at the top level is not supported",
    ],
    [
      'for $states.errorOutput outside of a Catcher',
      passing({ Output: '{% {"a": $states.errorOutput.Error} %}' }),
      "state 'A', field Output: $states.errorOutput is only there in a Catcher",
    ],
    [
      'for a variable named states',
      passing({ Assign: { states: 1 } }),
      "state 'A', field Assign/states: is reserved",
    ],
    [
      'for an Assign that is no object',
      passing({ Assign: '{% 1 %}' }),
      "state 'A', field Assign: must be an object",
    ],
    [
      'for States.ALL before another Retrier',
      task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['A'] }] }),
      "state 'A', field Retry[0]/ErrorEquals: States.ALL must stand alone and in the last entry",
    ],
    [
      'for an expression in a Retrier',
      task({ Retry: [{ ErrorEquals: ['A'], IntervalSeconds: '{% 1 %}' }] }),
      "state 'A', field Retry[0]/IntervalSeconds: must be an integer from 1 to 99999999",
    ],
    [
      'for a TimeoutSeconds of 0',
      task({ TimeoutSeconds: 0 }),
      "state 'A', field TimeoutSeconds: must be an integer from 1 to 99999999 or a JSONata expression",
    ],
    [
      'for TimeoutSecondsPath',
      task({ TimeoutSecondsPath: '{% 1 %}' }),
      "state 'A', field TimeoutSecondsPath: is not supported here",
    ],
    [
      'for a heartbeat that outlasts the timeout',
      task({ TimeoutSeconds: 5, HeartbeatSeconds: 5 }),
      "state 'A', field HeartbeatSeconds: must be smaller than TimeoutSeconds",
    ],
    [
      'for a Timestamp that is none',
      machine({ A: { Type: 'Wait', Timestamp: 'tomorrow', End: true } }),
      "state 'A', field Timestamp: must be an ISO-8601 extended offset date-time",
    ],
    [
      'for a Choice without rules',
      machine({ A: { Type: 'Choice', Choices: [] } }),
      "state 'A', field Choices: must have at least one rule",
    ],
    [
      'for a rule of JSONPath',
      machine({ A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }] }, B: end }),
      "state 'A', field Choices[0]/Condition: must be a JSONata expression or a boolean",
    ],
    ['for a definition that is no object', [], 'the definition must be a JSON object'],
  ])('%s', async (_why, definition, fault) => {
    expect(await faultsOf(definition)).toContain(fault);
  });

  it('for a variable of a branch that a scope around it assigns too', async () => {
    const inner = { StartAt: 'B', States: { B: { Type: 'Pass', Assign: { n: 2 }, End: true } } };
    const definition = machine({
      A: { Type: 'Pass', Assign: { n: 1 }, Next: 'P' },
      P: { Type: 'Parallel', Branches: [inner], End: true },
    });
    expect(await faultsOf(definition)).toEqual([
      "state 'B', field Assign/n: a scope around it assigns it too",
    ]);
  });

  it('for the same name in two branches', async () => {
    const branch = { StartAt: 'B', States: { B: end } };
    const definition = machine({ P: { Type: 'Parallel', Branches: [branch, branch], End: true } });
    expect(await faultsOf(definition)).toEqual(["state 'B': the name is used twice"]);
  });

  it('for text that is no JSON', async () => {
    const [fault] = await faultsOf('{');
    expect(fault).toContain('the definition is not JSON');
  });

  it('all its faults at once', async () => {
    const faults = await faultsOf(machine({ A: { Type: 'Pass', Foo: 1, Bar: 2, End: true } }));
    expect(faults).toHaveLength(2);
  });
});

describe('a definition is taken', () => {
  it.each<[string, unknown]>([
    ['as JSON text', JSON.stringify(passing({}))],
    [
      'with names that JSONata gives itself',
      passing({ Output: '{% ($x := {"a": 1}; $map([1], function($v) { $x.a + $v })) %}' }),
    ],
    ['with a path from a variable', passing({ Output: '{% $states.input.a[b = 1].c %}' })],
    [
      'with $states.errorOutput in a Catcher',
      machine({
        A: {
          Type: 'Task',
          Resource: FUNCTION,
          End: true,
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'S' }],
        },
        S: end,
      }),
    ],
    [
      'with a JSONata state in a JSONPath machine',
      { StartAt: 'A', States: { A: { Type: 'Pass', QueryLanguage: 'JSONata', Output: 1, End: true } } },
    ],
    [
      'with a JSONPath state that says nothing of JSONPath',
      { StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 5, Next: 'B' }, B: end } },
    ],
    ['in any partition', task({ Resource: 'arn:aws-cn:states:cn-north-1::lambda:invoke' })],
  ])('%s', async (_how, definition) => {
    expect(await faultsOf(definition)).toEqual([]);
  });
});
