import { REGISTER_WAIT_FUNCTION_ARN } from '#workflows/await-news.ts';
import { caseProcess, MOST_LOOKS } from '#workflows/case-process.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';

const STEPS_FUNCTION_ARN = 'TransferStepsFunctionArn';

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = [STEPS_FUNCTION_ARN, REGISTER_WAIT_FUNCTION_ARN] as const;

/**
 * The process of a suspect transfer, with another number of looks an execution than the deployed one has.
 * States, timers and outcomes are described in this folder's README.
 */
export function suspectTransferProcess(mostLooks: number) {
  return caseProcess(
    {
      comment: 'A suspect transfer: prepared, approved, handed over in time; the custody clock is watched.',
      stepsFunctionArn: STEPS_FUNCTION_ARN,
      steps: [
        {
          due: 'endHandover',
          state: 'EndHandover',
          comment: 'No receipt within the window: custody stays where it was, both chiefs are told.',
        },
        {
          due: 'tellOverdue',
          state: 'TellOverdue',
          comment: 'A legal time limit has passed: the superior is told.',
        },
        {
          due: 'warnChiefs',
          state: 'WarnChiefs',
          comment: 'A legal time limit comes near: both chiefs are warned.',
        },
        {
          due: 'endAppointment',
          state: 'EndAppointment',
          comment: 'Nobody was released at the appointed time: a new one is needed, both chiefs are told.',
        },
        {
          due: 'tellInvestigation',
          state: 'TellInvestigation',
          comment: 'The investigation in which the suspect was arrested learns how the transfer ended.',
        },
      ],
      waits: [
        {
          due: 'awaitPreparation',
          state: 'AwaitPreparation',
          comment: 'Until documents, health, property and risks are complete and approval is asked for.',
        },
        {
          due: 'awaitApproval',
          state: 'AwaitApproval',
          comment: 'Until the chiefs of both stations decide.',
        },
        { due: 'awaitAppointment', state: 'AwaitAppointment', comment: 'Until the stations appoint a time.' },
        {
          due: 'awaitRelease',
          state: 'AwaitRelease',
          comment: 'Until the suspect is released at the appointment.',
        },
        { due: 'awaitReceipt', state: 'AwaitReceipt', comment: 'Until the receipt is signed or refused.' },
        {
          due: 'awaitRecapture',
          state: 'AwaitRecapture',
          comment: 'Escaped: until somebody holds the suspect again.',
        },
        {
          due: 'awaitClearance',
          state: 'AwaitClearance',
          comment: 'In hospital: until a doctor clears the suspect.',
        },
        { due: 'awaitClosing', state: 'AwaitClosing', comment: 'Over: until the case is closed.' },
      ],
      error: 'SuspectTransferStepFailed',
    },
    mostLooks,
  );
}

/** The process as it is deployed. */
export const definition = suspectTransferProcess(MOST_LOOKS);

const nearDeadline = {
  setting: 'timers.transfer.warnSeconds[]',
  leadsTo: 'WarnChiefs',
  text: { 'zh-CN': '法定期限将至', en: 'a legal time limit comes near' },
};
const passedDeadline = {
  setting: 'legalLimits.limits[].duration',
  leadsTo: 'TellOverdue',
  text: { 'zh-CN': '法定期限已过', en: 'a legal time limit has passed' },
};
const clock = [nearDeadline, passedDeadline];

/** What ends each wait but news. The custody clock runs in every state in which somebody holds the suspect. */
export const timers: ProcessTimers = {
  AwaitPreparation: clock,
  AwaitApproval: clock,
  AwaitAppointment: clock,
  AwaitRelease: [
    {
      setting: 'timers.transfer.appointmentGraceSeconds',
      leadsTo: 'EndAppointment',
      text: { 'zh-CN': '约定时间已过仍未移交', en: 'nobody was released at the appointed time' },
    },
    ...clock,
  ],
  AwaitReceipt: [
    {
      setting: 'timers.transfer.handoverSeconds',
      leadsTo: 'EndHandover',
      text: { 'zh-CN': '未在时限内签收', en: 'no receipt within the window' },
    },
    ...clock,
  ],
  AwaitClearance: clock,
  AwaitClosing: clock,
};
