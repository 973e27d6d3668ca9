import { stepRunner } from '#functions/process/step-runner.ts';

import { callChief } from './call-chief.ts';
import { callSuperior } from './call-superior.ts';
import { escalateOverdueTasks } from './escalate-overdue-tasks.ts';
import { escalatePapers } from './escalate-papers.ts';
import { look } from './look.ts';
import { remindConsent } from './remind-consent.ts';
import { tellMerged } from './tell-merged.ts';

/** A step of the process of an investigation by name; see `stepRunner`. */
export const runProcessStep = stepRunner({
  look,
  callChief,
  callSuperior,
  escalateTasks: escalateOverdueTasks,
  escalatePapers,
  remindConsent,
  tellMerged,
});
