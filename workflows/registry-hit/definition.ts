import { REGISTER_WAIT_FUNCTION_ARN } from '#workflows/await-news.ts';
import { caseProcess, MOST_LOOKS } from '#workflows/case-process.ts';
import type { ProcessTimers } from '#workflows/process-timer.ts';

const STEPS_FUNCTION_ARN = 'RegistryHitStepsFunctionArn';

/** Placeholders of the functions' ARNs in the definition. */
export const functionArns = [STEPS_FUNCTION_ARN, REGISTER_WAIT_FUNCTION_ARN] as const;

/**
 * The process of a registry hit, with another number of looks an execution than the deployed one has.
 * States, timers and outcomes are described in this folder's README.
 */
export function registryHitProcess(mostLooks: number) {
  return caseProcess(
    {
      comment:
        'A resident may be wanted: two officers verify it in time, or their chiefs and the superior are called.',
      stepsFunctionArn: STEPS_FUNCTION_ARN,
      steps: [
        {
          due: 'callChiefs',
          state: 'CallChiefs',
          comment: 'Two officers have not decided in time: both chiefs are called.',
        },
        {
          due: 'callSuperior',
          state: 'CallSuperior',
          comment: 'Still not decided after the chiefs were called: the superior is called.',
        },
      ],
      waits: [
        {
          due: 'awaitVerdicts',
          state: 'AwaitVerdicts',
          comment: 'Until two officers agree, or the notice is withdrawn.',
        },
      ],
      error: 'RegistryHitStepFailed',
    },
    mostLooks,
  );
}

/** The process as it is deployed. */
export const definition = registryHitProcess(MOST_LOOKS);

/** What ends the wait but news. */
export const timers: ProcessTimers = {
  AwaitVerdicts: [
    {
      setting: 'timers.registryHit.verifySeconds',
      leadsTo: 'CallChiefs',
      text: { 'zh-CN': '未在时限内核实', en: 'not verified in time' },
    },
    {
      setting: 'timers.registryHit.chiefSeconds',
      leadsTo: 'CallSuperior',
      text: { 'zh-CN': '所长督办后仍未核实', en: 'still not verified after the chiefs were called' },
    },
  ],
};
