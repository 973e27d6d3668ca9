import * as z from 'zod';

import { deploymentSchema } from '#platform/deployment/deployment.ts';
import { duplicates } from '#platform/deployment/duplicates.ts';
import {
  officerSchema,
  rosterSchema,
  swappedShiftSchema,
  weeklyShiftSchema,
  type Roster,
} from '#platform/roster/roster.ts';

import { infrastructureSettingsSchema } from './infrastructure-settings.ts';

const { officerId, name, telephone, language, roles } = officerSchema.shape;

const fileOfficerSchema = z.strictObject({
  officerId: officerId.describe('The officer’s id, as their token carries it; unique at the station.'),
  station: z.string().min(1).describe('Station or superior that they belong to, by id.'),
  name: name.describe('Name, shown to whoever has to telephone them.'),
  telephone: telephone.describe('Their own mobile telephone: alerts and links go there.'),
  language: language.describe('Language of the SMS to them.'),
  roles: roles.describe('What they may be at their station.'),
});

/** An officer as the file names them. */
type FileOfficer = z.infer<typeof fileOfficerSchema>;

const weekly = weeklyShiftSchema.shape;
const swapped = swappedShiftSchema.shape;

const stationShiftsSchema = z.strictObject({
  weekly: z
    .array(
      z.strictObject({
        role: weekly.role.describe('Role that is held; the officer must have it.'),
        officerId: weekly.officerId.describe('Officer of this station.'),
        weekdays: weekly.weekdays.describe('Days on which the shift begins: 1 Monday to 7 Sunday.'),
        from: weekly.from.describe('Beginning, Asia/Shanghai.'),
        to: weekly.to.describe('End; at or before "from" it is on the next day.'),
      }),
    )
    .max(200)
    .describe('Who holds a role each week.'),
  swapped: z
    .array(
      z.strictObject({
        role: swapped.role.describe('Role that is held instead.'),
        officerId: swapped.officerId.describe('Officer of this station.'),
        from: swapped.from.describe('Beginning, in UTC.'),
        to: swapped.to.describe('End, in UTC.'),
      }),
    )
    .max(200)
    .default([])
    .describe('Swapped shifts: who holds a role between two instants instead of the weekly shifts.'),
});

/**
 * The one file of a deployment. Of its sections the functions see only what `deploymentSchema` names; `infrastructure`
 * is for the stacks, `officers` and `rosters` are put into the running system through its API.
 */
export const deploymentFileSchema = deploymentSchema
  .safeExtend({
    $schema: z.string().optional().describe('Where an editor finds this schema: "./deployment.schema.json".'),
    infrastructure: infrastructureSettingsSchema.describe(
      'What only the stacks need; functions never see it.',
    ),
    officers: z
      .array(fileOfficerSchema)
      .max(5_000)
      .default([])
      .describe(
        'Officers and how they are reached. Loaded by "npm run rosters:load"; never part of a template or bundle.',
      ),
    rosters: z
      .record(z.string(), stationShiftsSchema)
      .default({})
      .describe(
        'The first shifts of each station, by its id. Afterwards the stations keep them in the system.',
      ),
  })
  .superRefine((file, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    const stationIds = file.stations.map(({ id }) => id);
    const unknown = (id: string) => `"${id}" is no configured station; there are: ${stationIds.join(', ')}`;
    file.officers.forEach(({ station }, index) => {
      if (!stationIds.includes(station)) refuse(['officers', index, 'station'], unknown(station));
    });
    const ids = file.officers.map(({ station, officerId }) => `${station}/${officerId}`);
    for (const { index, first, value } of duplicates(ids))
      refuse(['officers', index, 'officerId'], `"${value}" is officers.${first} already`);
    for (const [station, shifts] of Object.entries(file.rosters)) {
      if (!stationIds.includes(station)) refuse(['rosters', station], unknown(station));
      else for (const { path, message } of shiftFaults(station, shifts, file.officers)) refuse(path, message);
    }
  })
  .meta({
    title: 'border815 deployment',
    description:
      'Partnerships, stations, officers, rosters, timers, legal limits, providers: one file per deployment.',
  });

/** The one file of a deployment, checked. */
export type DeploymentFileContent = z.infer<typeof deploymentFileSchema>;

/** Each station's roster as the API takes it: its officers and its shifts. Stations without officers have none. */
export function stationRosters({
  officers,
  rosters,
}: Pick<DeploymentFileContent, 'officers' | 'rosters'>): Readonly<Record<string, Roster>> {
  const byStation = Map.groupBy(officers, ({ station }) => station);
  return Object.fromEntries(
    [...byStation].map(([station, members]) => [
      station,
      {
        officers: members.map(withoutStation),
        weekly: rosters[station]?.weekly ?? [],
        swapped: rosters[station]?.swapped ?? [],
      },
    ]),
  );
}

function withoutStation({ station: _station, ...officer }: FileOfficer): Roster['officers'][number] {
  return officer;
}

/** What the API would refuse about a station's shifts: an officer who is none of the station's, or without that role. */
function shiftFaults(
  station: string,
  shifts: z.infer<typeof stationShiftsSchema>,
  officers: readonly FileOfficer[],
): { readonly path: (string | number)[]; readonly message: string }[] {
  const own = officers.filter((officer) => officer.station === station).map(withoutStation);
  const { error } = rosterSchema.safeParse({ officers: own, ...shifts });
  return (error?.issues ?? []).map(({ path: [list = '', ...rest], message }) => {
    const field = rest.filter((part) => typeof part !== 'symbol');
    return list === 'officers'
      ? { path: ['officers'], message: `the roster of "${station}" needs 1 to 200 different officers` }
      : { path: ['rosters', station, String(list), ...field], message };
  });
}
