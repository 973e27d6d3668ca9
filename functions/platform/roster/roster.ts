import * as z from 'zod';

import { roles, roleSchema, type Role } from '#platform/actor/actor.ts';
import { languageSchema } from '#platform/localized-text.ts';
import type { Key } from '#platform/store/item-store.ts';

const SHANGHAI_OFFSET_MS = 8 * 3_600_000; // China has had no summer time since 1991.
const DAY_MINUTES = 24 * 60;

const idSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'must be 2 to 40 lower-case letters, digits, hyphens');
const clockTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 20:00');

/** An officer as the roster knows them: who they are and how they are reached. */
export const officerSchema = z.strictObject({
  officerId: idSchema,
  name: z.string().min(1).max(40),
  telephone: z.string().regex(/^\+[1-9]\d{6,14}$/, 'must be an international number such as +8613900000000'),
  language: languageSchema,
  roles: z.array(roleSchema).min(1).max(roles.length),
});

/** An officer as the roster knows them. */
export type Officer = z.infer<typeof officerSchema>;

/** Who holds a role each week at these hours (Asia/Shanghai). `to` at or before `from` ends on the next day. */
export const weeklyShiftSchema = z.strictObject({
  role: roleSchema,
  officerId: idSchema,
  /** ISO weekdays on which the shift begins: 1 Monday to 7 Sunday. */
  weekdays: z.array(z.int().min(1).max(7)).min(1).max(7),
  from: clockTimeSchema,
  to: clockTimeSchema,
});

/** Who holds a role between two instants instead of whoever the weekly shifts name: a swapped shift. */
export const swappedShiftSchema = z.strictObject({
  role: roleSchema,
  officerId: idSchema,
  from: z.iso.datetime(),
  to: z.iso.datetime(),
});

/**
 * A station's officers and shifts. Ids are unique within the station: an officer is known everywhere by station and id.
 * Whoever holds a shift must hold its role too, or the link sent to them would not let them answer.
 */
export const rosterSchema = z
  .strictObject({
    officers: z.array(officerSchema).min(1).max(200),
    weekly: z.array(weeklyShiftSchema).max(200),
    swapped: z.array(swappedShiftSchema).max(200),
  })
  .superRefine(({ officers, weekly, swapped }, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const rolesOf = new Map(officers.map((officer) => [officer.officerId, officer.roles]));
    if (rolesOf.size !== officers.length) refuse(['officers'], 'two officers have the same officerId');
    for (const [list, shifts] of Object.entries({ weekly, swapped }))
      shifts.forEach(({ officerId, role }, index) => {
        const held = rolesOf.get(officerId);
        if (held === undefined) refuse([list, index, 'officerId'], `"${officerId}" is none of the officers`);
        else if (!held.includes(role))
          refuse([list, index, 'role'], `"${officerId}" does not hold this role`);
      });
    swapped.forEach(({ from, to }, index) => {
      if (Date.parse(from) >= Date.parse(to)) refuse(['swapped', index, 'to'], 'must be after "from"');
    });
  });

/** A station's officers and shifts. */
export type Roster = z.infer<typeof rosterSchema>;

/** A station's duty book: its roster, with a timeline and an audit chain of its own. */
export const dutyBookSchema = z.object({
  stationId: z.string(),
  version: z.int().min(1),
  auditHead: z.string(),
  roster: rosterSchema,
});

/** A station's duty book. */
export type DutyBook = z.infer<typeof dutyBookSchema>;

/** Key of a station's duty book. */
export function dutyBookKey(stationId: string): Key {
  return { pk: `BOOK#${stationId}`, sk: 'BOOK' };
}

/** Officers who hold `role` at `at`: of a swapped shift if one covers the instant, else of the weekly shifts. */
export function onDuty(roster: Roster, role: Role, at: Date): Officer[] {
  const instant = at.getTime();
  const swapped = roster.swapped.filter(
    (shift) => shift.role === role && Date.parse(shift.from) <= instant && instant < Date.parse(shift.to),
  );
  const shifts =
    swapped.length > 0
      ? swapped
      : roster.weekly.filter((shift) => shift.role === role && coversWeekly(shift, at));
  const ids = new Set(shifts.map(({ officerId }) => officerId));
  return roster.officers.filter(({ officerId }) => ids.has(officerId));
}

function coversWeekly(shift: z.infer<typeof weeklyShiftSchema>, at: Date): boolean {
  const local = new Date(at.getTime() + SHANGHAI_OFFSET_MS);
  const weekday = ((local.getUTCDay() + 6) % 7) + 1;
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const from = minutesOf(shift.from);
  const length = (minutesOf(shift.to) - from + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const yesterday = ((weekday + 5) % 7) + 1;
  const begunToday = shift.weekdays.includes(weekday) && minute >= from && minute < from + length;
  const begunYesterday = shift.weekdays.includes(yesterday) && minute + DAY_MINUTES < from + length;
  return begunToday || begunYesterday;
}

function minutesOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}
