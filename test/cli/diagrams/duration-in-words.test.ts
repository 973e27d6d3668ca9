import { describe, expect, it } from 'vitest';

import { durationInWords } from '#cli/diagrams/duration-in-words.ts';

describe('a setting of the configuration in words', () => {
  it.each([
    [90, '90 s'],
    [1800, '30 min'],
    [7200, '2 h'],
    [86_400, '24 h'],
    [5 * 86_400, '5 d'],
    [{ critical: 3600, urgent: 3600, normal: 43_200 }, '1 h (critical, urgent), 12 h (normal)'],
    [{ critical: 60, urgent: 60, normal: 60 }, '1 min'],
    [[21_600, 7200, 1800], '6 h; 2 h; 30 min'],
    [[[21_600, 7200, 1800]], '6 h; 2 h; 30 min'],
    ['PT8H', '8 h'],
    ['P3D', '3 d'],
    [['PT12H', 'P3D', 'PT24H', 'P1D', 'P7D'], '12 h to 7 d'],
    [
      [
        { critical: 60, normal: 300 },
        { critical: 60, normal: 300 },
      ],
      '1 min (critical), 5 min (normal)',
    ],
  ])('%j is "%s"', (value, words) => {
    expect(durationInWords(value)).toBe(words);
  });

  it.each([['PT24M'], ['24'], [undefined], [null], [true]])('%j is no time', (value) => {
    expect(() => durationInWords(value)).toThrow('is no time');
  });
});
