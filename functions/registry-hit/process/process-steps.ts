import { stepRunner } from '#functions/process/step-runner.ts';

import { callChiefs, callSuperior } from './escalate.ts';
import { look } from './look.ts';

/** A step of the process of a registry hit by name; see `stepRunner`. */
export const runProcessStep = stepRunner({ look, callChiefs, callSuperior });
