import { expect, it } from 'vitest';

import { casePath } from '#cli/demo/case-path.ts';

it.each([
  ['MP-261123-7F3K2', '/v1/missing-persons/MP-261123-7F3K2'],
  ['JI-261123-7F3K2', '/v1/investigations/JI-261123-7F3K2'],
  ['ST-261123-7F3K2', '/v1/transfers/ST-261123-7F3K2'],
])('%s is at %s', (caseId, path) => {
  expect(casePath(caseId)).toBe(path);
});

it('a case of a kind that is not played has no path', () => {
  expect(() => casePath('XX-261123-7F3K2')).toThrow('"XX-261123-7F3K2"');
});
