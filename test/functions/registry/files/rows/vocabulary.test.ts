import { describe, expect, it } from 'vitest';

import { vocabulary, wordMeaning } from '#functions/registry/files/rows/vocabulary.ts';

describe('a word in a file of a station', () => {
  it('is understood in Chinese, with spaces, and as exports write it', () => {
    expect(wordMeaning(vocabulary.sex, ' 女 ')).toBe('female');
    expect(wordMeaning(vocabulary.sex, 'male')).toBe('male');
    expect(wordMeaning(vocabulary.reportedBy, '房东')).toBe('landlord');
  });

  it('is not guessed when nobody knows it', () => {
    expect(wordMeaning(vocabulary.sex, '未说明')).toBeUndefined();
  });
});
