import { REGISTER_WAIT_FUNCTION_ARN } from '#workflows/await-news.ts';
import { caseProcess, MOST_LOOKS } from '#workflows/case-process.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';

const STEPS_FUNCTION_ARN = 'MissingPersonStepsFunctionArn';

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = [STEPS_FUNCTION_ARN, REGISTER_WAIT_FUNCTION_ARN] as const;

/**
 * The process of a missing person's case, with another number of looks an execution than the deployed one has.
 * States, timers and outcomes are described in this folder's README.
 */
export function missingPersonProcess(mostLooks: number) {
  return caseProcess(
    {
      comment:
        "A missing person's case: planned, searched and reviewed until found, then stood down and closed.",
      stepsFunctionArn: STEPS_FUNCTION_ARN,
      endings: [
        {
          due: 'standDown',
          state: 'StandDown',
          comment: 'Found or withdrawn: cancel the tasks, tell both stations.',
        },
      ],
      steps: [
        { due: 'plan', state: 'Plan', comment: 'The first plan, or a new one because of news.' },
        { due: 'callSuperior', state: 'CallSuperior', comment: 'Not found by the configured time.' },
        {
          due: 'escalateTasks',
          state: 'EscalateTasks',
          comment: 'Tasks are past their deadline: tell the desks.',
        },
        { due: 'review', state: 'Review', comment: 'No news for the whole interval: widen, plan anew.' },
        { due: 'remindClosing', state: 'RemindClosing', comment: 'Over, and still not closed.' },
      ],
      waits: [
        {
          due: 'awaitNews',
          state: 'AwaitNews',
          comment: 'Until news, the next review, the call of the superior, or a task falls due.',
        },
        {
          due: 'awaitClosing',
          state: 'AwaitClosing',
          comment: 'Until the case is closed or reopened, or the next reminder is due.',
        },
      ],
      error: 'MissingPersonStepFailed',
    },
    mostLooks,
  );
}

/** The process as it is deployed. */
export const definition = missingPersonProcess(MOST_LOOKS);

/** The timers of the process. Without one it looks again after a day. */
export const timers: ProcessTimers = {
  AwaitNews: [
    {
      setting: 'timers.missingPerson.reviewSeconds',
      leadsTo: 'Review',
      text: { 'zh-CN': '上次部署以来没有新消息', en: 'no news since the newest plan' },
    },
    {
      setting: 'timers.missingPerson.superiorAfterSeconds',
      leadsTo: 'CallSuperior',
      text: { 'zh-CN': '立案或重启以来仍未找到', en: 'not found since the case was opened or reopened' },
    },
    {
      leadsTo: 'EscalateTasks',
      text: { 'zh-CN': '有任务超过期限', en: 'a task is past its deadline' },
    },
  ],
  AwaitClosing: [
    {
      setting: 'timers.missingPerson.closeReminderSeconds',
      leadsTo: 'RemindClosing',
      text: {
        'zh-CN': '停止行动后仍未结案',
        en: 'still not closed after the stand-down or the last reminder',
      },
    },
  ],
};
