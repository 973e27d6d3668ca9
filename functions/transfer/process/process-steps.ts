import { stepRunner } from '#functions/process/step-runner.ts';

import { tellOverdue, warnChiefs } from './custody-warnings.ts';
import { endAppointment } from './end-appointment.ts';
import { endHandover } from './end-handover.ts';
import { look } from './look.ts';
import { tellInvestigation } from './tell-investigation.ts';

/** A step of the process of a transfer by name; see `stepRunner`. */
export const runProcessStep = stepRunner({
  look,
  endHandover,
  tellOverdue,
  warnChiefs,
  endAppointment,
  tellInvestigation,
});
