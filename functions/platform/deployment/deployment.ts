import * as z from 'zod';

import { roleSchema } from '#platform/actor/actor.ts';
import { languageSchema, localizedTextSchema } from '#platform/localized-text.ts';

const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be 2 to 31 lower-case letters, digits or hyphens, a letter first');
const telephoneSchema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be an international number such as +8657100000000');
const secondsSchema = z
  .int()
  .min(10)
  .max(30 * 86_400);

/** How urgent a case is; it chooses the time limits. */
export const severitySchema = z.enum(['critical', 'urgent', 'normal']);

/** How urgent a case is; it chooses the time limits. */
export type Severity = z.infer<typeof severitySchema>;

/** Names of the token claims that carry the officer's id, station and roles. */
const claimNamesSchema = z.strictObject({
  officer: z.string().min(1),
  station: z.string().min(1),
  roles: z.string().min(1),
});

/** Names of the token claims that carry the officer's id, station and roles. */
export type ClaimNames = z.infer<typeof claimNamesSchema>;

const stationSchema = z.strictObject({
  id: idSchema,
  name: localizedTextSchema,
  kind: z.enum(['station', 'superior']),
  /** The whole station's subscriptions: its duty room's telephones and mailboxes, not officers' own. */
  contacts: z.strictObject({ emails: z.array(z.email()), telephones: z.array(telephoneSchema) }),
});

const partnershipSchema = z.strictObject({
  id: idSchema,
  name: localizedTextSchema,
  stations: z.tuple([idSchema, idSchema]),
  superior: idSchema,
});

const ladderLevelSchema = z.strictObject({
  role: roleSchema,
  /** Whose officers: of the alerted station, or of the partnership's superior. */
  of: z.enum(['station', 'superior']),
  /** Seconds to acknowledge before the next level is called, by severity. */
  limitSeconds: z.strictObject({ critical: secondsSchema, urgent: secondsSchema, normal: secondsSchema }),
});

/** One level of the ladder that an unanswered alert climbs. */
export type LadderLevel = z.infer<typeof ladderLevelSchema>;

const timersSchema = z.strictObject({
  /** Levels in the order in which they are called; the last repeats until somebody acknowledges. */
  ladder: z.array(ladderLevelSchema).min(1),
  /** How long a link in an SMS can be used. */
  linkSeconds: secondsSchema,
  missingPerson: z.strictObject({
    /** Without news the search is reviewed and widened at this interval. */
    reviewSeconds: secondsSchema,
    /** Without a find the superior is called this long after the case was opened. */
    superiorAfterSeconds: secondsSchema,
    /** After "found", how long until the stations are reminded to bring home and close. */
    closeReminderSeconds: secondsSchema,
  }),
});

const identitySchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('cognito') }),
  z.strictObject({
    type: z.literal('oidc'),
    issuer: z.url(),
    audience: z.array(z.string().min(1)).min(1),
    claims: claimNamesSchema,
  }),
]);

/** Claims of the ID tokens of the user pool that the stateful stack creates. */
const cognitoClaims: ClaimNames = {
  officer: 'custom:officer',
  station: 'custom:station',
  roles: 'cognito:groups',
};

/**
 * A deployment: its partnerships, stations, timers and identity provider. Holds no officer: rosters are runtime
 * data. Checked at synth and again when a function starts; a wrong value names its field.
 */
export const deploymentSchema = z
  .strictObject({
    name: idSchema,
    /** Origin of the public links, as short as can be had: it counts against the 70 characters of an SMS. */
    publicBaseUrl: z.url().regex(/[^/]$/, 'must not end in a slash'),
    language: languageSchema,
    timeZone: z.literal('Asia/Shanghai'),
    partnerships: z.array(partnershipSchema).min(1),
    stations: z.array(stationSchema).min(3),
    identity: identitySchema,
    timers: timersSchema,
  })
  .superRefine((deployment, context) => {
    const kinds = new Map(deployment.stations.map((station) => [station.id, station.kind]));
    const requireKind = (id: string, kind: string, path: (string | number)[]) => {
      if (kinds.get(id) !== kind)
        context.addIssue({ code: 'custom', path, message: `"${id}" is no configured ${kind}` });
    };
    if (kinds.size !== deployment.stations.length)
      context.addIssue({ code: 'custom', path: ['stations'], message: 'two stations have the same id' });
    deployment.partnerships.forEach((partnership, index) => {
      partnership.stations.forEach((id, at) =>
        requireKind(id, 'station', ['partnerships', index, 'stations', at]),
      );
      if (partnership.stations[0] === partnership.stations[1])
        context.addIssue({
          code: 'custom',
          path: ['partnerships', index, 'stations'],
          message: 'a partnership is two different stations',
        });
      requireKind(partnership.superior, 'superior', ['partnerships', index, 'superior']);
    });
  });

/** A deployment: its partnerships, stations, timers and identity provider. */
export type Deployment = z.infer<typeof deploymentSchema>;

/** A configured station. */
export type Station = Deployment['stations'][number];

/** Two stations and their common superior. */
export type Partnership = Deployment['partnerships'][number];

/** The claims in which this deployment's tokens carry officer, station and roles. */
export function claimNames(deployment: Deployment): ClaimNames {
  return deployment.identity.type === 'cognito' ? cognitoClaims : deployment.identity.claims;
}

/** The station of that id. @throws Error when it is not configured (an inconsistency, not a user's mistake). */
export function stationOf(deployment: Deployment, stationId: string): Station {
  const station = deployment.stations.find(({ id }) => id === stationId);
  if (station === undefined) throw new Error(`Station "${stationId}" is not configured.`);
  return station;
}

/** The partnership of that id. @throws Error when it is not configured. */
export function partnershipOf(deployment: Deployment, partnershipId: string): Partnership {
  const partnership = deployment.partnerships.find(({ id }) => id === partnershipId);
  if (partnership === undefined) throw new Error(`Partnership "${partnershipId}" is not configured.`);
  return partnership;
}

/** Partnerships in which `stationId` is a station or the superior. */
export function partnershipsWith(deployment: Deployment, stationId: string): Partnership[] {
  return deployment.partnerships.filter(
    ({ stations, superior }) => stations.includes(stationId) || superior === stationId,
  );
}
