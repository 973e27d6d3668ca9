import type { Finding, Patient } from '../finding.ts';

const DAY_SECONDS = 86_400;
/** A complaint or an inspection comes weeks after the night it is about. */
const USEFUL_LOG_DAYS = 30;

/** Whether what is kept lasts as long as what needs it. */
export function checkRetention({ file }: Patient): Finding[] {
  const { infrastructure, deployment } = file;
  const { linkSeconds, missingPerson } = deployment.timers;
  const { superiorAfterSeconds, closeReminderSeconds } = missingPerson;
  const needed = Math.max(linkSeconds, superiorAfterSeconds + closeReminderSeconds);
  const kept = infrastructure.photoRetentionDays * DAY_SECONDS;
  const logs = (['logRetentionDays', 'accessLogRetentionDays'] as const).filter(
    (name) => infrastructure[name] < USEFUL_LOG_DAYS,
  );
  return [
    ...(kept < needed
      ? [photosTooShort(infrastructure.photoRetentionDays, Math.ceil(needed / DAY_SECONDS))]
      : []),
    ...logs.map((name) => logsTooShort(name, infrastructure[name])),
  ];
}

function photosTooShort(days: number, needed: number): Finding {
  return {
    severity: 'warning',
    check: 'photo-shorter-than-case',
    field: 'infrastructure.photoRetentionDays',
    what: `Photos are deleted after ${days} d; by its timers a case can take ${needed} d.`,
    meaning: 'The photo disappears while officers and the public are still looking for the person.',
    remedy: `Keep photos at least ${needed} d.`,
  };
}

function logsTooShort(name: string, days: number): Finding {
  return {
    severity: 'note',
    check: 'logs-short',
    field: `infrastructure.${name}`,
    what: `Logs are kept ${days} d.`,
    meaning: 'Why an alert was late cannot be found out any more when somebody asks weeks later.',
    remedy: `Keep them at least ${USEFUL_LOG_DAYS} d.`,
  };
}
