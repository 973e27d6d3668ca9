import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { caseIdSchema, caseIdSchemaOf } from '#platform/case/case-id.ts';
import { newCaseId } from '#platform/ids.ts';

const accepts = (schema: { safeParse: (value: unknown) => { success: boolean } }, id: string) =>
  schema.safeParse(id).success;

describe('a case id', () => {
  it('is accepted as it is made, whatever the kind and the day', () => {
    const kind = fc.constantFrom('MP', 'JI', 'ST');
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2099-12-30'), noInvalidDate: true });
    const accepted = fc.property(kind, day, (kind, at) => {
      const id = newCaseId(kind, at, 'Asia/Shanghai');
      return accepts(caseIdSchema, id) && accepts(caseIdSchemaOf(kind), id);
    });
    expect(fc.check(accepted).counterexample).toBeNull();
  });

  it.each([
    'MP-261123-7F3KI',
    'MP-261123-7F3K',
    'mp-261123-7F3K2',
    'MP-26112-7F3K2',
    'M-261123-7F3K2',
    ' MP-261123-7F3K2',
  ])('is refused as %j: letters that sound like others are not used', (id) => {
    expect(accepts(caseIdSchema, id)).toBe(false);
  });

  it('of another kind is refused where one kind is wanted', () => {
    expect(accepts(caseIdSchemaOf('MP'), 'DM-261123-7F3K2')).toBe(false);
  });
});
