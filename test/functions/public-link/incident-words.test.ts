import { describe, expect, it } from 'vitest';

import { compassWord } from '#functions/public-link/incident-words.ts';

describe('compassWord', () => {
  it.each([
    [0, '北', 'north'],
    [22, '北', 'north'],
    [23, '东北', 'north-east'],
    [92, '东', 'east'],
    [247.6, '西', 'west'],
    [337.4, '西北', 'north-west'],
    [359, '北', 'north'],
  ] as const)('names the nearest of eight points for %d degrees', (degrees, chinese, english) => {
    expect(compassWord(degrees, 'zh-CN')).toBe(chinese);
    expect(compassWord(degrees, 'en')).toBe(english);
  });
});
