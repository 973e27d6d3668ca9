import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { mergeTasks, type NewPlan } from '#functions/missing-person/process/merge-tasks.ts';
import { MAX_SUPERSEDED } from '#platform/task/without-oldest.ts';
import type { SearchTask } from '#functions/missing-person/search/search-plan.ts';
import type { Task } from '#platform/task/task.ts';

const at = new Date('2027-03-01T12:00:00.000Z');

function planned(key: string, featureIds: readonly string[] = [key]): SearchTask {
  return {
    key,
    kind: 'villageSweep',
    label: { zh: key, en: key },
    featureIds: [...featureIds],
    ring: 1,
    probability: 0.1,
    deadlineMinutes: 30,
  };
}

const plan = (planNumber: number, originPlan = 1): NewPlan => ({ planNumber, originPlan, plannedAt: at });

function begun(task: Task | undefined, change: Partial<Task>): Task {
  if (task === undefined) throw new Error('There is no such task.');
  return { ...task, ...change };
}

describe('the tasks of a new plan', () => {
  it('renew what nobody has begun, keep its id, and give it a new deadline', () => {
    const [before] = mergeTasks([], [planned('village:a')], plan(1));
    const later = new Date(at.getTime() + 3_600_000);

    const after = mergeTasks([begun(before, { escalatedAt: at.toISOString() })], [planned('village:a')], {
      ...plan(2),
      plannedAt: later,
    });

    expect(after).toMatchObject([
      { taskId: before?.taskId, status: 'open', planNumber: 2, dueAt: '2027-03-01T13:30:00.000Z' },
    ]);
    expect(after[0]?.escalatedAt).toBeUndefined();
  });

  it('give work that has become another a new id, so that no report is taken for what nobody looked at', () => {
    const [before] = mergeTasks([], [planned('cameras', ['c1', 'c2'])], plan(1));

    const after = mergeTasks([begun(before, {})], [planned('cameras', ['c2', 'c3'])], plan(2, 2));

    expect(after).toMatchObject([
      { taskId: before?.taskId, status: 'superseded', featureIds: ['c1', 'c2'] },
      { status: 'open', featureIds: ['c2', 'c3'] },
    ]);
    expect(after[1]?.taskId).not.toBe(before?.taskId);
  });

  it('leave a task alone that somebody has begun, whether the plan still wants it or not', () => {
    const tasks = mergeTasks([], [planned('village:a'), planned('village:b')], plan(1));
    const assigned = tasks.map((task) => ({ ...task, status: 'assigned' as const, assigneeId: 'patrol-1' }));

    expect(mergeTasks(assigned, [planned('village:a')], plan(2, 2))).toEqual(assigned);
  });

  it('do not repeat what was done since the origin is known, unless there is more to look at', () => {
    const [task] = mergeTasks([], [planned('cameras', ['c1', 'c2'])], plan(1));
    const done = begun(task, { status: 'done', finding: 'nothing' });

    expect(mergeTasks([done], [planned('cameras', ['c2'])], plan(2))).toEqual([done]);
    expect(mergeTasks([done], [planned('cameras', ['c2', 'c3'])], plan(2))).toMatchObject([
      { status: 'done' },
      { status: 'open', featureIds: ['c2', 'c3'] },
    ]);
  });

  it('keep the report of a task that was superseded before it was reported', () => {
    const first = mergeTasks([], [planned('cameras', ['c1', 'c2'])], plan(1));
    const second = mergeTasks(first, [planned('cameras', ['c2', 'c3'])], plan(2, 2));
    const reported = second.map((task) =>
      task.status === 'superseded' ? begun(task, { status: 'done', finding: 'something' }) : task,
    );

    const third = mergeTasks(reported, [planned('cameras', ['c2', 'c3'])], plan(3, 2));

    expect(third).toMatchObject([
      { taskId: first[0]?.taskId, status: 'done', finding: 'something', planNumber: 1 },
      { taskId: second[1]?.taskId, status: 'open', planNumber: 3 },
    ]);
  });

  it('repeat what was done before the person was seen elsewhere', () => {
    const [task] = mergeTasks([], [planned('village:a')], plan(1));

    const after = mergeTasks([begun(task, { status: 'done' })], [planned('village:a')], plan(2, 2));

    expect(after).toMatchObject([
      { status: 'done', planNumber: 1 },
      { status: 'open', planNumber: 2 },
    ]);
  });

  it('never want one thing twice, lose nothing that was begun, and cover all that is planned', () => {
    const keys = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const round = fc.record({
      wanted: fc.uniqueArray(keys),
      begin: fc.array(keys),
      finish: fc.array(keys),
      moved: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(round, { minLength: 1, maxLength: 8 }), (rounds) => {
        let tasks: Task[] = [];
        let originPlan = 1;
        for (const [index, { wanted, begin, finish, moved }] of rounds.entries()) {
          const planNumber = index + 1;
          if (moved) originPlan = planNumber;
          const before = tasks;
          tasks = mergeTasks(
            before,
            wanted.map((key) => planned(key)),
            plan(planNumber, originPlan),
          );

          const open = tasks.filter(({ status }) => status === 'open').map(({ planKey }) => planKey);
          expect(new Set(open).size).toBe(open.length);
          const begunBefore = before.filter(({ status }) => status === 'assigned' || status === 'done');
          expect(tasks).toEqual(expect.arrayContaining(begunBefore));
          for (const key of wanted)
            expect(
              tasks.some(
                ({ planKey, status, planNumber: number }) =>
                  planKey === key &&
                  (status === 'open' || status === 'assigned' || (status === 'done' && number >= originPlan)),
              ),
            ).toBe(true);
          expect(open.every((key) => wanted.some((planKey) => planKey === key))).toBe(true);
          tasks = tasks.map((task) => {
            if (task.status === 'open' && begin.includes(task.planKey as 'a'))
              return { ...task, status: 'assigned' };
            if (task.status === 'assigned' && finish.includes(task.planKey as 'a'))
              return { ...task, status: 'done' };
            return task;
          });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keep the newest of the superseded ones, so that the item does not outgrow the store', () => {
    let tasks: Task[] = [];
    for (let number = 1; number <= 6; number++) {
      const wanted = Array.from({ length: 60 }, (_, index) => planned(`village:${number}-${index}`));
      tasks = mergeTasks(tasks, wanted, plan(number, number));
    }

    const superseded = tasks.filter(({ status }) => status === 'superseded');
    expect(superseded).toHaveLength(MAX_SUPERSEDED);
    expect(Math.min(...superseded.map(({ planNumber }) => planNumber))).toBe(2);
    expect(tasks.filter(({ status }) => status === 'open')).toHaveLength(60);
  });
});
