import * as z from 'zod';

import { languageSchema, localizedTextSchema } from '#platform/localized-text.ts';

import { checkDeployment } from './check-deployment.ts';
import { coerciveStepRulesSchema } from './coercive-steps.ts';
import { legalLimitsSchema } from './legal-limits.ts';
import { registrySchema } from './registry.ts';
import { smsProviderSchema } from './sms.ts';
import { timersSchema } from './timers.ts';
import { transferDocumentsSchema } from './transfer-documents.ts';

export { severitySchema, type LadderLevel, type Severity } from './timers.ts';

const idSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{1,30}$/, 'must be 2 to 31 lower-case letters, digits or hyphens, a letter first');
const telephoneSchema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'must be an international number such as +8657100000000');
const claimNamesSchema = z.strictObject({
  officer: z.string().min(1).describe('Claim that holds the officer’s id, as the roster has it.'),
  station: z.string().min(1).describe('Claim that holds the id of the officer’s station.'),
  roles: z.string().min(1).describe('Claim that holds the officer’s roles, as a list or as "[a b]".'),
});

/** Names of the token claims that carry the officer's id, station and roles. */
export type ClaimNames = z.infer<typeof claimNamesSchema>;

const stationSchema = z.strictObject({
  id: idSchema.describe('Short name in addresses and tokens; never change it once cases exist.'),
  name: localizedTextSchema.describe('Name shown to officers, in both languages.'),
  kind: z.enum(['station', 'superior']).describe('A station, or the common superior of stations.'),
  contacts: z
    .strictObject({
      emails: z
        .array(z.email())
        .describe('Mailboxes of the duty room. Each has to confirm its subscription.'),
      telephones: z.array(telephoneSchema).describe('Mobile telephones of the duty room, for SMS.'),
    })
    .describe(
      'The whole station’s subscriptions: its duty room’s telephones and mailboxes, not officers’ own.',
    ),
});

const partnershipSchema = z.strictObject({
  id: idSchema.describe('Short name of the partnership; never change it once cases exist.'),
  name: localizedTextSchema.describe('Name shown to officers, in both languages.'),
  stations: z.tuple([idSchema, idSchema]).describe('The two stations, by id.'),
  superior: idSchema.describe('Their common superior, by id.'),
});

const identitySchema = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('cognito') })
    .describe('A user pool that the stateful stack creates. Not available in aws-cn.'),
  z
    .strictObject({
      type: z.literal('oidc'),
      issuer: z.url().describe('Issuer of the tokens; its keys are found by OpenID Connect discovery.'),
      audience: z.array(z.string().min(1)).min(1).describe('Audiences whose tokens are taken.'),
      claims: claimNamesSchema.describe('Names of the claims that say who the officer is.'),
    })
    .describe('Any OpenID Connect issuer.'),
]);

/** Claims of the ID tokens of the user pool that the stateful stack creates. */
const cognitoClaims: ClaimNames = {
  officer: 'custom:officer',
  station: 'custom:station',
  roles: 'cognito:groups',
};

/**
 * A deployment as the functions are given it: partnerships, stations, timers, rules of the law, identity provider. Holds no
 * officer: rosters are runtime data. Checked at synth, with the rest of its file, and again when a function starts; a wrong value names
 * its field.
 */
export const deploymentSchema = z
  .strictObject({
    name: idSchema.describe('Name of the deployment; it is part of the names of the stacks.'),
    publicBaseUrl: z
      .url('must be an address such as https://b815.example')
      .regex(/[^/]$/, 'must not end in a slash')
      .describe(
        'Origin of the links in SMS, as short as can be had: it counts against the 70 characters of an SMS.',
      ),
    language: languageSchema.describe('Language of what goes to a whole station.'),
    timeZone: z.literal('Asia/Shanghai').describe('Time zone of everything that is shown.'),
    partnerships: z.array(partnershipSchema).min(1).describe('Two stations each, with their superior.'),
    stations: z.array(stationSchema).min(3).describe('Every station and superior.'),
    identity: identitySchema.describe('Who issues the officers’ tokens.'),
    sms: smsProviderSchema,
    timers: timersSchema.describe('Time limits of alerts and processes.'),
    coerciveSteps: coerciveStepRulesSchema.describe(
      'What has to be confirmed before anybody is summoned or arrested, or anything searched or seized, across the border.',
    ),
    transferDocuments: transferDocumentsSchema.describe(
      'Documents that go with a suspect who is handed over.',
    ),
    legalLimits: legalLimitsSchema.describe(
      'Time limits of the law for people who are held, with their sources.',
    ),
    registry: registrySchema.describe(
      'The shared registry of residents, and its comparison with the wanted list.',
    ),
  })
  .superRefine(checkDeployment);

/** A deployment: its partnerships, stations, timers, rules of the law and identity provider. */
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
