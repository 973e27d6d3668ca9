import { checkAddresses } from './checks/addresses.ts';
import { checkChannels } from './checks/channels.ts';
import { checkGeography } from './checks/geography.ts';
import { checkJointTimers } from './checks/joint-timers.ts';
import { checkLegalLimits } from './checks/legal-limits.ts';
import { checkMessages } from './checks/messages.ts';
import { checkRetention } from './checks/retention.ts';
import { checkRosters } from './checks/rosters.ts';
import { checkTarget } from './checks/target.ts';
import { checkThrottling } from './checks/throttling.ts';
import { checkTimers } from './checks/timers.ts';
import { checkTranslations } from './checks/translations.ts';
import { findingSeverities, type Check, type Finding, type Patient } from './finding.ts';

const checks: readonly Check[] = [
  checkRosters,
  checkChannels,
  checkTimers,
  checkJointTimers,
  checkMessages,
  checkAddresses,
  checkTarget,
  checkTranslations,
  checkGeography,
  checkLegalLimits,
  checkRetention,
  checkThrottling,
];

/** Everything that the checks find, the worst first. */
export function diagnose(patient: Patient): Finding[] {
  return checks
    .flatMap((check) => check(patient))
    .toSorted(
      (one, other) => findingSeverities.indexOf(one.severity) - findingSeverities.indexOf(other.severity),
    );
}
