import type { LegalLimit } from '#platform/deployment/legal-limits.ts';

import type { Finding, Patient } from '../finding.ts';

/** An entry that was compared with the law this long ago wants another look. */
const YEAR_MS = 366 * 86_400_000;

/** A rule of the law with its source, of whatever kind. */
type Entry = Pick<LegalLimit, 'id' | 'inForceFrom' | 'verification'>;

/** Whether somebody answers for each rule of the law, as it is in force now. */
export function checkLegalLimits({ file, now }: Patient): Finding[] {
  const { legalLimits, coerciveSteps } = file.deployment;
  const { readings, limits } = legalLimits;
  const tooLong = 'Whoever relies on the time shown may hold somebody too long.';
  const unlawful = 'A step that passes the checklist may be unlawful all the same.';
  return [
    ...checkEntries('legalLimits.readings', readings, tooLong, now),
    ...checkEntries('legalLimits.limits', limits, tooLong, now),
    ...checkEntries('coerciveSteps.checklist', coerciveSteps.checklist, unlawful, now),
    ...(readings.length === 1 ? [onlyOneReading] : []),
  ];
}

function checkEntries(field: string, entries: readonly Entry[], meaning: string, now: Date): Finding[] {
  const today = now.toISOString().slice(0, 10);
  const named = (chosen: readonly Entry[]) => chosen.map(({ id }) => id).join(', ');
  const unverified = entries.filter(({ verification }) => !verification.verified);
  const overdue = entries.filter(({ verification }) => !verification.verified && verification.before < today);
  const old = entries.filter(
    ({ verification }) => verification.verified && now.getTime() - Date.parse(verification.on) > YEAR_MS,
  );
  const future = entries.filter(({ inForceFrom }) => inForceFrom > today);
  const findings: (Finding | false)[] = [
    unverified.length > 0 && {
      severity: 'warning',
      check: 'legal-limit-unverified',
      field,
      what: `Nobody has compared these with the law in force: ${named(unverified)}${overdue.length > 0 ? `; overdue: ${named(overdue)}` : ''}.`,
      meaning,
      remedy:
        'Have the office in "checkBy" read each article, correct the entry, and write "verified": true with its name and the day.',
    },
    old.length > 0 && {
      severity: 'note',
      check: 'legal-limit-old',
      field,
      what: `These were compared with the law more than a year ago: ${named(old)}.`,
      meaning: 'The law may have changed since.',
      remedy: 'Have them compared again.',
    },
    future.length > 0 && {
      severity: 'warning',
      check: 'legal-limit-not-in-force',
      field,
      what: `These are not in force yet: ${named(future)}.`,
      meaning: 'A rule is shown that does not hold today.',
      remedy: 'Enter what is in force, and change it on the day.',
    },
  ];
  return findings.filter((finding) => finding !== false);
}

const onlyOneReading: Finding = {
  severity: 'note',
  check: 'legal-reading-single',
  field: 'legalLimits.readings',
  what: 'Time is counted by one reading only.',
  meaning: 'Officers do not see how much the law leaves open, such as whether travel counts.',
  remedy: 'Add the other reading of the article on counting time limits.',
};
