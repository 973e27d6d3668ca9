import { describe, expect, it } from 'vitest';

import { processGraph } from '#cli/diagrams/process-graph.ts';
import { stateDiagram } from '#cli/diagrams/state-diagram.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';

const failed = { ErrorEquals: ['States.ALL'], Next: 'Broken' };
const definition = {
  StartAt: 'Look',
  States: {
    Look: {
      Type: 'Task',
      Comment: 'What now; then?',
      Resource: 'arn:…:invoke',
      Catch: [failed],
      Next: 'Which',
    },
    Which: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $outlook.next = "wait" %}', Next: 'Wait' },
        { Condition: '{% $outlook.next = "over" %}', Next: 'Done' },
        { Condition: '{% $looks >= 500 %}', Next: 'Done' },
      ],
      Default: 'Broken',
    },
    Wait: {
      Type: 'Task',
      Resource: 'arn:…:invoke.waitForTaskToken',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Look' }, failed],
      Next: 'Look',
    },
    Done: { Type: 'Succeed' },
    Broken: { Type: 'Fail' },
  },
};
const timer = { setting: 'a.b', leadsTo: 'Done', text: { 'zh-CN': '没有消息', en: 'no news' } };

const drawn = (timers: ProcessTimers = { Wait: [timer] }, states: object = {}) =>
  stateDiagram(
    processGraph({ ...definition, States: { ...definition.States, ...states } }),
    timers,
    ({ setting }) => (setting === undefined ? '' : '2 h'),
  )
    .split('\n')
    .map((line) => line.trim());

describe('the diagram of a process', () => {
  it('begins where the process begins, and ends where it ends', () => {
    expect(drawn()).toEqual(
      expect.arrayContaining(['stateDiagram-v2', '[*] --> Look', 'Done --> [*]', 'Broken --> [*]']),
    );
  });

  it('says what happens in a state, in what Mermaid can read', () => {
    expect(drawn()).toContain('Look : What now, then?');
  });

  it('shows conditions in their order: the name of what a look found where the state is not called so', () => {
    expect(drawn().filter((line) => line.startsWith('Which -->'))).toEqual([
      'Which --> Wait : 1',
      'Which --> Done : 2 over',
      'Which --> Done : 3 looks ≥ 500',
      'Which --> Broken : anything else',
    ]);
  });

  it('shows what ends a wait: news, and each timer with its length and what is due then', () => {
    expect(drawn().filter((line) => line.startsWith('Wait -->'))).toEqual([
      'Wait --> Look : news',
      'Wait --> Done : timer 2 h: no news',
    ]);
    expect(drawn()).toContain('class Wait wait');
  });

  it('does not keep quiet about the end of a wait that has no timer', () => {
    expect(drawn({ Wait: [] })).not.toContain('Wait --> Look : time is up');
    expect(drawn({})).toContain('Wait --> Look : time is up');
  });

  it('tells a timer once that ends many waits', () => {
    const waits = ['Wait', 'Wait2', 'Wait3'];
    const states = Object.fromEntries(waits.map((name) => [name, definition.States.Wait]));
    const lines = drawn(Object.fromEntries(waits.map((name) => [name, [timer]])), states);
    const note = lines.indexOf('note right of Done');
    expect(lines.slice(note, note + 4)).toEqual([
      'note right of Done',
      'timer 2 h: no news',
      'ends Wait, Wait2, Wait3',
      'end note',
    ]);
    expect(lines.filter((line) => line.includes('--> Done : timer'))).toEqual([]);
  });

  it('says once where failures go when all go there, and of each when they do not', () => {
    expect(drawn().filter((line) => line.startsWith('note right of Broken'))).toHaveLength(1);
    const other = { ...definition.States.Look, Catch: [{ ...failed, Next: 'Done' }] };
    const lines = drawn({ Wait: [timer] }, { Look: other });
    expect(lines.filter((line) => line.startsWith('note right of Broken'))).toEqual([]);
    expect(lines).toEqual(
      expect.arrayContaining([
        'Look --> Done : failed beyond its retries',
        'Wait --> Broken : failed beyond its retries',
      ]),
    );
  });
});
