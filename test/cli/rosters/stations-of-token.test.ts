import { describe, expect, it } from 'vitest';

import { stationsOfToken } from '#cli/rosters/stations-of-token.ts';
import { exampleDeployment } from '#test/support/platform.ts';

/** A token as issuers make them, but for the signature, which only the API looks at. */
function tokenOf(claims: object): string {
  const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
  return `${part({ alg: 'RS256' })}.${part(claims)}.signature`;
}

const cognito = (station: string, ...groups: string[]) =>
  tokenOf({ 'custom:officer': 'somebody', 'custom:station': station, 'cognito:groups': groups });
const stationsOf = (token: string) => stationsOfToken(exampleDeployment(), token);

describe('the stations whose roster a token writes', () => {
  it('are for an administrator of the superior all of its stations, and no other’s', () => {
    expect(stationsOf(cognito('liaison-centre', 'administrator'))).toEqual([
      'yaqian',
      'qianqing',
      'liaison-centre',
    ]);
    expect(stationsOf(cognito('river-liaison', 'administrator'))).toEqual([
      'north-bank',
      'south-bank',
      'river-liaison',
    ]);
  });

  it('are for a chief their own, and for everybody else none', () => {
    expect(stationsOf(cognito('yaqian', 'chief'))).toEqual(['yaqian']);
    for (const role of ['dutyOfficer', 'patrolOfficer', 'deputy', 'liaison'])
      expect(stationsOf(cognito('yaqian', role))).toEqual([]);
  });

  it('are read from the development issuer’s claims as well', () => {
    const token = tokenOf({ officerId: 'admin-1', stationId: 'liaison-centre', roles: ['administrator'] });
    expect(stationsOf(token)).toContain('yaqian');
  });

  it('are none of a station that the deployment does not know', () => {
    expect(stationsOf(cognito('nowhere', 'administrator'))).toEqual([]);
  });

  it.each([
    ['not a token', 'three parts with dots'],
    ['a.b.c', 'three parts with dots'],
    [tokenOf({ sub: 'x', token_use: 'access' }), 'is it an ID token?'],
  ])('cannot be told from %j, which is said', (token, says) => {
    expect(() => stationsOf(token)).toThrow(says);
  });
});
