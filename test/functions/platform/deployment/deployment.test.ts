import { describe, expect, it } from 'vitest';

import {
  claimNames,
  deploymentSchema,
  partnershipsWith,
  type Deployment,
} from '#platform/deployment/deployment.ts';
import { exampleDeployment } from '#test/support/platform.ts';

/** Paths of the fields that are wrong after `change`. */
function wrongFields(change: (deployment: Record<string, unknown> & Deployment) => unknown): string[] {
  const deployment = structuredClone(exampleDeployment());
  const result = deploymentSchema.safeParse(change(deployment));
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

describe('a deployment', () => {
  it('is accepted as the example has it', () => {
    expect(wrongFields((deployment) => deployment)).toEqual([]);
  });

  it.each<[string, (deployment: Deployment) => unknown]>([
    ['publicBaseUrl', (d) => ({ ...d, publicBaseUrl: 'https://b815.example/' })],
    [
      'partnerships.0.superior',
      (d) => ({ ...d, partnerships: [{ ...d.partnerships[0], superior: 'yaqian' }] }),
    ],
    [
      'partnerships.0.stations.1',
      (d) => ({ ...d, partnerships: [{ ...d.partnerships[0], stations: ['yaqian', 'nowhere'] }] }),
    ],
    [
      'partnerships.0.stations',
      (d) => ({ ...d, partnerships: [{ ...d.partnerships[0], stations: ['yaqian', 'yaqian'] }] }),
    ],
    ['stations.6.id', (d) => ({ ...d, stations: [...d.stations, d.stations[0]] })],
    ['timers.ladder', (d) => ({ ...d, timers: { ...d.timers, ladder: [] } })],
    ['timers.linkSeconds', (d) => ({ ...d, timers: { ...d.timers, linkSeconds: 1 } })],
    ['timeZone', (d) => ({ ...d, timeZone: 'Europe/Berlin' })],
    [
      'registry.lookup.purposes',
      (d) => {
        const { lookup } = d.registry;
        const purposes = lookup.purposes.filter(({ id }) => id !== 'hitVerification');
        return { ...d, registry: { ...d.registry, lookup: { ...lookup, purposes } } };
      },
    ],
    ['', (d) => ({ ...d, surprise: true })],
  ])('with a wrong %s is refused, and the error names it', (field, change) => {
    expect(wrongFields(change)).toContain(field);
  });

  it('reads officer, station and roles from the claims that its identity provider carries', () => {
    const claims = { officer: 'sub', station: 'station', roles: 'roles' };
    const deployment = exampleDeployment();
    const oidc: Deployment = {
      ...deployment,
      identity: { type: 'oidc', issuer: 'https://issuer.example', audience: ['border815'], claims },
    };
    expect(claimNames(oidc)).toEqual(claims);
    expect(claimNames(deployment).station).toBe('custom:station');
  });

  it('counts a superior among the parties of its partnerships', () => {
    const ids = (stationId: string) => partnershipsWith(exampleDeployment(), stationId).map(({ id }) => id);
    expect(ids('liaison-centre')).toEqual(['qianqing-yaqian']);
    expect(ids('yaqian')).toEqual(['qianqing-yaqian']);
    expect(ids('nowhere')).toEqual([]);
  });
});
