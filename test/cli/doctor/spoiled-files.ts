import type { Patient } from '#cli/doctor/finding.ts';
import type { Roster } from '#platform/roster/roster.ts';

import { healthyFile } from './patient.ts';

const yaqian = healthyFile().rosters['yaqian'];
const { ladder } = healthyFile().deployment.timers;
const { geography } = healthyFile() as unknown as { geography: { features: Record<string, unknown>[] } };

/** Yaqian's shifts without those that `leave` refuses. */
export function shifts(leave: (shift: Roster['weekly'][number]) => boolean) {
  return yaqian?.weekly.filter(leave) ?? [];
}

function feature(keep: (properties: { kind: string; stationId?: string }) => boolean) {
  return {
    ...geography,
    features: geography.features.filter((each) =>
      keep(each['properties'] as { kind: string; stationId?: string }),
    ),
  };
}

const unverified = { verified: false, checkBy: 'legal department', before: '2026-12-31' };
const level = (role: string, of: string) => ({
  role,
  of,
  limitSeconds: { critical: 60, urgent: 300, normal: 300 },
});

/** One way to spoil a healthy file for each thing that can be found, and how it is found. */
export const spoiled: [
  check: string,
  severity: string,
  field: string,
  path: string,
  value: unknown,
  Partial<Patient>?,
][] = [
  // Rosters.
  ['rosters-elsewhere', 'note', 'officers', 'rosters', {}],
  ['roster-missing', 'error', 'rosters.qianqing', 'rosters.qianqing', undefined],
  [
    'roster-hours',
    'warning',
    'rosters.yaqian.weekly',
    'rosters.yaqian.weekly',
    shifts(({ officerId }) => officerId !== 'yaqian-duty-2'),
  ],
  ['roster-nobody', 'error', 'rosters.yaqian.weekly', 'rosters.yaqian.weekly', []],
  ['superior-unreachable', 'error', 'rosters.liaison-centre.weekly', 'rosters.liaison-centre.weekly', []],
  ['administrator-missing', 'warning', 'officers', 'rosters.liaison-centre.officers.2.roles', ['liaison']],
  ['telephone-shared', 'warning', 'officers', 'rosters.yaqian.officers.1.telephone', '+8613900000001'],
  [
    'chief-missing',
    'error',
    'officers',
    'rosters.yaqian',
    {
      ...yaqian,
      officers: yaqian?.officers.filter(({ roles }) => !roles.includes('chief')),
      weekly: shifts(({ role }) => role !== 'chief'),
    },
  ],
  // Channels.
  [
    'station-unreachable',
    'error',
    'stations.0.contacts',
    'deployment.stations.0.contacts',
    { emails: [], telephones: [] },
  ],
  ['station-by-mail-only', 'warning', 'stations.0.contacts', 'deployment.stations.0.contacts.telephones', []],
  ['station-unused', 'warning', 'stations.1.id', 'deployment.partnerships.0.stations', ['yaqian', 'yaqian']],
  ['sms-captured', 'note', 'sms.type', 'deployment.sms', { type: 'capture' }],
  // Timers.
  [
    'limit-within-publishing',
    'error',
    'timers.ladder.0.limitSeconds.critical',
    'deployment.timers.ladder.0.limitSeconds.critical',
    20,
  ],
  [
    'limit-below-sweeper',
    'warning',
    'timers.ladder.0.limitSeconds.critical',
    'deployment.timers.ladder.0.limitSeconds.critical',
    59,
  ],
  [
    'limits-out-of-order',
    'warning',
    'timers.ladder.1.limitSeconds',
    'deployment.timers.ladder.1.limitSeconds.critical',
    301,
  ],
  ['link-shorter-than-limit', 'error', 'timers.linkSeconds', 'deployment.timers.linkSeconds', 299],
  ['link-shorter-than-ladder', 'warning', 'timers.linkSeconds', 'deployment.timers.linkSeconds', 1199],
  ['ladder-without-superior', 'warning', 'timers.ladder.2', 'deployment.timers.ladder', ladder.slice(0, 3)],
  [
    'ladder-back-to-station',
    'warning',
    'timers.ladder.2',
    'deployment.timers.ladder',
    [level('dutyOfficer', 'station'), level('liaison', 'superior'), level('chief', 'station')],
  ],
  [
    'ladder-level-twice',
    'note',
    'timers.ladder.1',
    'deployment.timers.ladder',
    [level('chief', 'station'), level('chief', 'station'), level('liaison', 'superior')],
  ],
  [
    'review-before-ladder',
    'warning',
    'timers.missingPerson.reviewSeconds',
    'deployment.timers.missingPerson.reviewSeconds',
    1199,
  ],
  [
    'superior-before-ladder',
    'warning',
    'timers.missingPerson.superiorAfterSeconds',
    'deployment.timers.missingPerson.superiorAfterSeconds',
    1199,
  ],
  [
    'superior-before-review',
    'note',
    'timers.missingPerson.superiorAfterSeconds',
    'deployment.timers.missingPerson.superiorAfterSeconds',
    7199,
  ],
  [
    'close-reminder-soon',
    'note',
    'timers.missingPerson.closeReminderSeconds',
    'deployment.timers.missingPerson.closeReminderSeconds',
    1199,
  ],
  [
    'limits-out-of-order',
    'warning',
    'timers.investigation.answerSeconds',
    'deployment.timers.investigation.answerSeconds.urgent',
    43_201,
  ],
  [
    'chief-slower-than-desk',
    'note',
    'timers.investigation.chiefSeconds.urgent',
    'deployment.timers.investigation.chiefSeconds.urgent',
    3_601,
  ],
  [
    'warnings-out-of-order',
    'warning',
    'timers.transfer.warnSeconds',
    'deployment.timers.transfer.warnSeconds',
    [7_200, 7_200],
  ],
  [
    'warning-longer-than-limit',
    'warning',
    'timers.transfer.warnSeconds',
    'deployment.timers.transfer.warnSeconds',
    [28_800],
  ],
  [
    'handover-longer-than-grace',
    'warning',
    'timers.transfer.handoverSeconds',
    'deployment.timers.transfer.handoverSeconds',
    7_201,
  ],
  // Messages and addresses.
  ['sms-split', 'warning', 'publicBaseUrl', 'deployment.publicBaseUrl', 'https://border815.keqiao-police.cn'],
  [
    'sms-signature',
    'note',
    'sms',
    'deployment.sms',
    { type: 'http', url: 'https://sms.b815.cn', timeoutMs: 5000 },
  ],
  ['links-unencrypted', 'error', 'publicBaseUrl', 'deployment.publicBaseUrl', 'http://b815.cn'],
  ['links-without-name', 'error', 'publicBaseUrl', 'deployment.publicBaseUrl', 'https://192.0.2.1'],
  ['links-with-path', 'error', 'publicBaseUrl', 'deployment.publicBaseUrl', 'https://b815.cn/x'],
  [
    'certificate-missing',
    'warning',
    'infrastructure.certificateArn',
    'infrastructure.certificateArn',
    undefined,
  ],
  [
    'alarms-to-station',
    'warning',
    'infrastructure.alarmEmails.0',
    'infrastructure.alarmEmails.0',
    'duty@yaqian.b815.cn',
  ],
  [
    'placeholder-address',
    'warning',
    'infrastructure.alarmEmails.0',
    'infrastructure.alarmEmails.0',
    'operations@border815.example',
  ],
  // Partition and identity.
  ['unfit-for-target', 'error', 'identity.type', '', undefined, { partition: 'aws-cn' }],
  [
    'issuer-unencrypted',
    'error',
    'identity.issuer',
    'deployment.identity',
    {
      type: 'oidc',
      issuer: 'http://id.b815.cn',
      audience: ['b'],
      claims: { officer: 'o', station: 's', roles: 'r' },
    },
  ],
  [
    'claims-the-same',
    'error',
    'identity.claims',
    'deployment.identity',
    {
      type: 'oidc',
      issuer: 'https://id.b815.cn',
      audience: ['b'],
      claims: { officer: 's', station: 's', roles: 'r' },
    },
  ],
  // Translations: the catalogue's own are held by its tests.
  ['translation-missing', 'warning', 'stations.0.name', 'deployment.stations.0.name.en', '衙前派出所'],
  // Geography.
  [
    'geography-missing',
    'warning',
    'infrastructure.geography',
    'geography',
    feature(({ kind, stationId }) => stationId !== 'qianqing' && kind !== 'border'),
  ],
  [
    'border-missing',
    'warning',
    'infrastructure.geography',
    'geography',
    feature(({ kind }) => kind !== 'border'),
  ],
  [
    'cameras-missing',
    'note',
    'infrastructure.geography',
    'geography',
    feature(({ kind, stationId }) => kind !== 'camera' || stationId !== 'yaqian'),
  ],
  ['area-of-nobody', 'warning', 'infrastructure.geography', 'deployment.stations.0.id', 'yaqian-old'],
  // The law.
  [
    'legal-limit-unverified',
    'warning',
    'legalLimits.limits',
    'deployment.legalLimits.limits.2.verification',
    unverified,
  ],
  [
    'legal-limit-old',
    'note',
    'legalLimits.readings',
    'deployment.legalLimits.readings.0.verification',
    { verified: true, by: 'legal department', on: '2025-11-21' },
  ],
  [
    'legal-limit-not-in-force',
    'warning',
    'legalLimits.limits',
    'deployment.legalLimits.limits.0.inForceFrom',
    '2026-11-24',
  ],
  [
    'legal-limit-unverified',
    'warning',
    'coerciveSteps.checklist',
    'deployment.coerciveSteps.checklist.5.verification',
    unverified,
  ],
  ['legal-reading-single', 'note', 'legalLimits.readings', 'deployment.legalLimits.readings.length', 1],
  // What is kept, and what is let through.
  [
    'photo-shorter-than-case',
    'warning',
    'infrastructure.photoRetentionDays',
    'infrastructure.photoRetentionDays',
    1,
  ],
  ['logs-short', 'note', 'infrastructure.logRetentionDays', 'infrastructure.logRetentionDays', 14],
  [
    'burst-below-rate',
    'warning',
    'infrastructure.throttling.officerRead',
    'infrastructure.throttling.officerRead',
    { ratePerSecond: 50, burst: 49 },
  ],
  [
    'public-before-officers',
    'warning',
    'infrastructure.throttling.public',
    'infrastructure.throttling.public',
    { ratePerSecond: 5_000, burst: 5_000 },
  ],
];
