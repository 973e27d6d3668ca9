import { stepRunner } from '#functions/process/step-runner.ts';

import { callSuperior } from './call-superior.ts';
import { escalateOverdueTasks } from './escalate-overdue-tasks.ts';
import { look } from './look.ts';
import { planSearchStep } from './plan-search-step.ts';
import { remindClosing } from './remind-closing.ts';
import { reviewSearch } from './review-search.ts';
import { standDown } from './stand-down.ts';

/** A step of the process of a missing person's case by name; see `stepRunner`. */
export const runProcessStep = stepRunner({
  look,
  plan: planSearchStep,
  review: reviewSearch,
  callSuperior,
  escalateTasks: escalateOverdueTasks,
  standDown,
  remindClosing,
});
