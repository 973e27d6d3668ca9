import { REGISTER_WAIT_FUNCTION_ARN } from '#workflows/await-news.ts';
import { caseProcess, MOST_LOOKS } from '#workflows/case-process.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';

const STEPS_FUNCTION_ARN = 'InvestigationStepsFunctionArn';

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = [STEPS_FUNCTION_ARN, REGISTER_WAIT_FUNCTION_ARN] as const;

/**
 * The process of a joint investigation, with another number of looks an execution than the deployed one has.
 * States, timers and outcomes are described in this folder's README.
 */
export function investigationProcess(mostLooks: number) {
  return caseProcess(
    {
      comment: 'A joint investigation: cooperation is answered, papers follow, both stations close it.',
      stepsFunctionArn: STEPS_FUNCTION_ARN,
      steps: [
        {
          due: 'callChief',
          state: 'CallChief',
          comment: 'The request for cooperation was not answered in time.',
        },
        {
          due: 'callSuperior',
          state: 'CallSuperior',
          comment: 'Nor did the chief see to an answer: the superior is called.',
        },
        { due: 'escalateTasks', state: 'EscalateTasks', comment: 'Tasks are past their deadline.' },
        {
          due: 'escalatePapers',
          state: 'EscalatePapers',
          comment: 'An emergency step still has no papers: the superior is told.',
        },
        {
          due: 'remindConsent',
          state: 'RemindConsent',
          comment: 'One station wants to close, the other has not answered.',
        },
        {
          due: 'tellMerged',
          state: 'TellMerged',
          comment: 'Closed by becoming part of another case: that case is told.',
        },
      ],
      waits: [
        {
          due: 'awaitRequest',
          state: 'AwaitRequest',
          comment: 'Until cooperation is requested, or requested again.',
        },
        {
          due: 'awaitAnswer',
          state: 'AwaitAnswer',
          comment: 'Until the other station answers, or its chief or the superior has to be called.',
        },
        {
          due: 'awaitLeads',
          state: 'AwaitLeads',
          comment: 'Until anything changes, or a task or papers fall due.',
        },
        {
          due: 'awaitConsent',
          state: 'AwaitConsent',
          comment: 'Until the other station consents or refuses, or is reminded.',
        },
      ],
      error: 'InvestigationStepFailed',
    },
    mostLooks,
  );
}

/** The process as it is deployed. */
export const definition = investigationProcess(MOST_LOOKS);

const overdueTasks = {
  leadsTo: 'EscalateTasks',
  text: { 'zh-CN': '有任务超过期限', en: 'a task is past its deadline' },
};
const missingPapers = {
  setting: 'timers.investigation.papersSeconds',
  leadsTo: 'EscalatePapers',
  text: { 'zh-CN': '紧急措施后仍未补齐手续', en: 'an emergency step still has no papers' },
};

/** What ends each wait but news. */
export const timers: ProcessTimers = {
  AwaitRequest: [overdueTasks, missingPapers],
  AwaitAnswer: [
    {
      setting: 'timers.investigation.answerSeconds',
      leadsTo: 'CallChief',
      text: { 'zh-CN': '协作请求未在期限内答复', en: 'the request was not answered in time' },
    },
    {
      setting: 'timers.investigation.chiefSeconds',
      leadsTo: 'CallSuperior',
      text: { 'zh-CN': '呼叫所长后仍未答复', en: 'the chief was called and there is still no answer' },
    },
    overdueTasks,
    missingPapers,
  ],
  AwaitLeads: [overdueTasks, missingPapers],
  AwaitConsent: [
    {
      setting: 'timers.investigation.consentReminderSeconds',
      leadsTo: 'RemindConsent',
      text: {
        'zh-CN': '结案提议仍待对方同意',
        en: 'the other station has not answered the proposal to close',
      },
    },
    overdueTasks,
    missingPapers,
  ],
};
