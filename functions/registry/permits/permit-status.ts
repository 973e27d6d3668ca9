import * as z from 'zod';

import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { PermitRules } from '#platform/deployment/registry-permits.ts';

import { daysAfter, monthsAfter, workingDaysAfter } from './calendar.ts';

/** How a resident stands to registration and permit. None of them is an offence: having no permit alone is none. */
const permitStatusSchema = z.enum(['exempt', 'toBeRegistered', 'registered', 'eligible', 'valid', 'lapsed']);

/** How a resident stands, why, and by which article of `deployment.registry.permits.articles`. */
const permitStandingSchema = z.object({
  status: permitStatusSchema,
  reason: z.enum([
    'localHousehold',
    'notLivingHere',
    'exemptHousing',
    'shortStayWithRelatives',
    'withinReportingPeriod',
    'reportingPeriodOver',
    'changePeriodOver',
    'notLongEnough',
    'noGround',
    'longEnough',
    'endorsed',
    'notEndorsed',
  ]),
  article: z.enum(['scope', 'exemption', 'reporting', 'change', 'application', 'endorsement']),
});

/** How a resident stands to registration and permit. */
export type PermitStanding = z.infer<typeof permitStandingSchema>;

type Residence = ResidentDetails['registrations'][number];

/** How a resident stands on a day (`YYYY-MM-DD`): the registration is looked at first, the permit only after it. */
export function permitStatus(details: ResidentDetails, day: string, rules: PermitRules): PermitStanding {
  if (details.household === 'local') return standing('exempt', 'localHousehold', 'scope');
  const index = details.registrations.findIndex((residence) => covers(residence, day));
  const residence = details.registrations[index];
  if (residence === undefined) return standing('exempt', 'notLivingHere', 'scope');
  const isRegistered = residence.registeredOn !== undefined && residence.registeredOn <= day;
  if (!isRegistered) return unregistered(details.registrations, index, residence, day, rules);
  const { permit } = details;
  if (permit !== undefined && permit.issuedOn <= day) {
    const endorsedOn = permit.endorsedOn ?? permit.issuedOn;
    const isValid = day <= permit.validTo && day <= monthsAfter(endorsedOn, rules.endorsedForMonths);
    return isValid
      ? standing('valid', 'endorsed', 'endorsement')
      : standing('lapsed', 'notEndorsed', 'endorsement');
  }
  const since = registeredSince(details.registrations, index, residence.registeredOn ?? day);
  if (day < monthsAfter(since, rules.eligibleAfterMonths))
    return standing('registered', 'notLongEnough', 'application');
  const hasGround =
    details.studying ||
    details.work.some((work) => covers(work, day)) ||
    rules.settledHousing.includes(residence.housing);
  return hasGround
    ? standing('eligible', 'longEnough', 'application')
    : standing('registered', 'noGround', 'application');
}

function unregistered(
  residences: readonly Residence[],
  index: number,
  { housing, from }: Residence,
  day: string,
  rules: PermitRules,
): PermitStanding {
  if (rules.exemptHousing.includes(housing)) return standing('exempt', 'exemptHousing', 'exemption');
  if (hasMoved(residences, index))
    return day <= daysAfter(from, rules.changeWithinDays)
      ? standing('exempt', 'withinReportingPeriod', 'change')
      : standing('toBeRegistered', 'changePeriodOver', 'change');
  // Who stays with relatives for longer has to report it from the day on which the short stay ends.
  const dutyFrom = housing === 'withRelatives' ? daysAfter(from, rules.relativesDays) : from;
  if (day < dutyFrom) return standing('exempt', 'shortStayWithRelatives', 'exemption');
  return day <= workingDaysAfter(dutyFrom, rules.reportWithinWorkingDays, rules)
    ? standing('exempt', 'withinReportingPeriod', 'reporting')
    : standing('toBeRegistered', 'reportingPeriodOver', 'reporting');
}

/** Since when somebody has been registered without a gap, whatever moves lie in between. */
function registeredSince(residences: readonly Residence[], index: number, registeredOn: string): string {
  const before = residences[index - 1];
  return before?.registeredOn !== undefined && hasMoved(residences, index)
    ? registeredSince(residences, index - 1, before.registeredOn)
    : registeredOn;
}

/** Whether somebody moved in from a registered residence here, the day after the last one there. */
function hasMoved(residences: readonly Residence[], index: number): boolean {
  const before = residences[index - 1];
  const from = residences[index]?.from;
  return before?.registeredOn !== undefined && before.to !== undefined && daysAfter(before.to, 1) === from;
}

function covers({ from, to }: { from: string; to?: string | undefined }, day: string): boolean {
  return from <= day && (to === undefined || day <= to);
}

function standing(
  status: PermitStanding['status'],
  reason: PermitStanding['reason'],
  article: PermitStanding['article'],
): PermitStanding {
  return { status, reason, article };
}
