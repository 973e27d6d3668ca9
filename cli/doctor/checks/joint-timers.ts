import { severitySchema } from '#platform/deployment/deployment.ts';
import { hoursOf } from '#platform/deployment/legal-limits.ts';

import type { Finding, Patient } from '../finding.ts';
import { outOfOrder } from './timers.ts';

const HOUR_SECONDS = 3600;

type Deployment = Patient['file']['deployment'];

/** Whether the timers of a joint investigation and of a suspect transfer fit each other and the limits of the law. */
export function checkJointTimers({ file }: Patient): Finding[] {
  return [
    ...checkInvestigation(file.deployment),
    ...checkWarnings(file.deployment),
    ...checkHandover(file.deployment),
  ];
}

function checkInvestigation({ timers }: Deployment): Finding[] {
  const { answerSeconds, chiefSeconds } = timers.investigation;
  const field = 'timers.investigation';
  return [
    ...outOfOrder(answerSeconds, `${field}.answerSeconds`),
    ...outOfOrder(chiefSeconds, `${field}.chiefSeconds`),
    ...severitySchema.options
      .filter((severity) => chiefSeconds[severity] > answerSeconds[severity])
      .map((severity): Finding => ({
        severity: 'note',
        check: 'chief-slower-than-desk',
        field: `${field}.chiefSeconds.${severity}`,
        what: `The chief has ${chiefSeconds[severity]} s, the desk before them ${answerSeconds[severity]} s.`,
        meaning: 'Most of the time in which a request stays unanswered passes after it was overdue.',
        remedy: 'Give the chief less time than the desk, unless this is what you want.',
      })),
  ];
}

function checkWarnings({ timers, legalLimits }: Deployment): Finding[] {
  const { warnSeconds } = timers.transfer;
  const field = 'timers.transfer.warnSeconds';
  const lengths = legalLimits.limits.map(({ id, duration }) => ({
    id,
    seconds: hoursOf(duration) * HOUR_SECONDS,
  }));
  const first = Math.max(...warnSeconds);
  const tooShort = lengths.filter(({ seconds }) => seconds <= first);
  const descends = warnSeconds.every((point, index) => index === 0 || point < (warnSeconds[index - 1] ?? 0));
  const findings: (Finding | false)[] = [
    !descends && {
      severity: 'warning',
      check: 'warnings-out-of-order',
      field,
      what: `The points are not each shorter than the one before (${warnSeconds.join(', ')} s).`,
      meaning: 'Whoever reads the file takes the first point for the first warning, which it is not.',
      remedy: 'Put the longest first, each once.',
    },
    tooShort.length > 0 && {
      severity: 'warning',
      check: 'warning-longer-than-limit',
      field,
      what: `${first} s before their end is not after the beginning of these limits: ${tooShort.map(({ id }) => id).join(', ')}.`,
      meaning: 'Both chiefs are warned as soon as somebody is held, and learn to overlook the warning.',
      remedy: 'Let the first warning come within the shortest limit.',
    },
  ];
  return findings.filter((finding) => finding !== false);
}

function checkHandover({ timers }: Deployment): Finding[] {
  const { appointmentGraceSeconds, handoverSeconds } = timers.transfer;
  if (handoverSeconds <= appointmentGraceSeconds) return [];
  return [
    {
      severity: 'warning',
      check: 'handover-longer-than-grace',
      field: 'timers.transfer.handoverSeconds',
      what: `A receipt is awaited ${handoverSeconds} s, a late release only ${appointmentGraceSeconds} s.`,
      meaning:
        'A suspect who is between two stations is missed later than one who has not left the first of them.',
      remedy: 'Let the window of the handover be no longer than the grace of the appointment.',
    },
  ];
}
