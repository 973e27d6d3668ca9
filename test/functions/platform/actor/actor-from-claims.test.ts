import { describe, expect, it } from 'vitest';

import { actorFromClaims } from '#platform/actor/actor-from-claims.ts';
import { recordActor } from '#platform/actor/actor.ts';
import { ForbiddenError } from '#platform/errors.ts';

const names = { officer: 'custom:officer', station: 'custom:station', roles: 'cognito:groups' };

describe('the officer a token speaks of', () => {
  it.each([
    ['a list as HTTP API flattens it', '[dutyOfficer chief]'],
    ['a list with commas', '[dutyOfficer, chief]'],
    ['a JSON list', ['dutyOfficer', 'chief']],
  ])('holds the roles of %s', (_form, roles) => {
    const claims = { 'custom:officer': 'yaqian-duty-1', 'custom:station': 'yaqian', 'cognito:groups': roles };
    expect(actorFromClaims(claims, names)).toEqual({
      kind: 'officer',
      officerId: 'yaqian-duty-1',
      stationId: 'yaqian',
      roles: ['dutyOfficer', 'chief'],
    });
  });

  it('holds no role that this system does not know, and none without the claim', () => {
    const claims = { 'custom:officer': 'a', 'custom:station': 'yaqian' };
    expect(actorFromClaims({ ...claims, 'cognito:groups': '[superuser]' }, names).roles).toEqual([]);
    expect(actorFromClaims(claims, names).roles).toEqual([]);
  });

  it.each(['custom:officer', 'custom:station'])('is nobody without the claim %s', (missing) => {
    const claims = { 'custom:officer': 'a', 'custom:station': 'yaqian', [missing]: '' };
    expect(() => actorFromClaims(claims, names)).toThrow(ForbiddenError);
  });

  it('is written down without roles and without the hash of a link', () => {
    const actor = {
      kind: 'officer' as const,
      officerId: 'a',
      stationId: 'yaqian',
      roles: ['chief' as const],
      viaLink: 'f00d',
    };
    expect(recordActor(actor)).toEqual({
      kind: 'officer',
      officerId: 'a',
      stationId: 'yaqian',
      viaLink: true,
    });
  });
});
