import { loadDeploymentFile, type DeploymentFile } from '#infra/deployment-file.ts';
import { exampleFile } from '#test/infra/example-file.ts';
import type { Finding, Patient } from '#cli/doctor/finding.ts';
import { diagnose } from '#cli/doctor/diagnose.ts';

type Json = Record<string, unknown>;

const example = loadDeploymentFile(exampleFile);

/** A deployment that nothing is found in: the example with addresses of its own, one partnership, and a lawyer's word. */
export function healthyFile(): DeploymentFile {
  const file = structuredClone(example);
  const { deployment, infrastructure } = file;
  const { legalLimits, coerciveSteps } = deployment;
  const ids = ['yaqian', 'qianqing', 'liaison-centre'];
  const verified = { verified: true, by: 'legal department', on: '2026-11-01' } as const;
  return {
    ...file,
    rosters: Object.fromEntries(Object.entries(file.rosters).filter(([id]) => ids.includes(id))),
    deployment: {
      ...deployment,
      publicBaseUrl: 'https://b815.cn',
      partnerships: deployment.partnerships.slice(0, 1),
      stations: deployment.stations
        .filter(({ id }) => ids.includes(id))
        .map((station) => ({
          ...station,
          contacts: { ...station.contacts, emails: [`duty@${station.id}.b815.cn`] },
        })),
      coerciveSteps: {
        checklist: coerciveSteps.checklist.map((entry) => ({ ...entry, verification: verified })),
      },
      legalLimits: {
        readings: legalLimits.readings.map((reading) => ({ ...reading, verification: verified })),
        limits: legalLimits.limits.map((limit) => ({ ...limit, verification: verified })),
      },
    },
    infrastructure: {
      ...infrastructure,
      alarmEmails: ['operations@b815.cn'],
      certificateArn: 'arn:aws:acm:us-east-1:000000000000:certificate/one',
    },
  };
}

/** What is found in the healthy file after the value at `path` was replaced (undefined: removed). */
export function findingsAfter(path: string, value: unknown, patient: Partial<Patient> = {}): Finding[] {
  const file = healthyFile();
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  let target: unknown = file;
  for (const part of parts) target = (target as Json)[part];
  if (value === undefined) delete (target as Json)[last];
  else (target as Json)[last] = value;
  return diagnose({ file, stage: 'prod', partition: 'aws', now: MONDAY, ...patient });
}

/** A Monday morning in Shanghai. */
const MONDAY = new Date('2026-11-23T00:30:00.000Z');
