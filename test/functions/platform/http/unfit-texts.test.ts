import { describe, expect, test } from 'vitest';

import { unfitTexts } from '#platform/http/unfit-texts.ts';

describe('texts that no record can keep', () => {
  test('are named by their path, however deep', () => {
    const value = { note: 'a\u0000b', cases: [{ note: '好' }, { note: 'a\ud800' }] };
    expect(unfitTexts(value, '').map(({ field }) => field)).toEqual(['note', 'cases.1.note']);
    expect(unfitTexts({ purpose: '\u0000' }, 'query.').map(({ field }) => field)).toEqual(['query.purpose']);
  });

  test('are not those with rare characters, line ends or nothing in them', () => {
    expect(unfitTexts({ name: '𠮷😀', note: 'a\nb\tc', empty: '', age: 7, none: null }, '')).toEqual([]);
  });
});
