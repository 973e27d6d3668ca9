import { describe, expect, it } from 'vitest';

import { displayedTime } from '#platform/http/displayed-time.ts';
import { preferredLanguage } from '#platform/http/preferred-language.ts';

describe('preferredLanguage', () => {
  it.each([
    ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
    ['zh-TW,zh;q=0.9,en;q=0.8', 'zh-CN'],
    ['de-DE,de;q=0.9,en;q=0.5', 'en'],
    ['de', 'zh-CN'],
    ['', 'zh-CN'],
    ['*', 'zh-CN'],
  ] as const)('answers a browser that asks for "%s" in %s', (header, language) => {
    expect(preferredLanguage(header, 'zh-CN')).toBe(language);
  });
});

describe('displayedTime', () => {
  it('shows the time of Shanghai, across midnight too', () => {
    expect(displayedTime('2026-11-23T16:05:00Z', 'zh-CN')).toBe('11月24日 00:05');
    expect(displayedTime(new Date('2026-11-23T12:05:00Z'), 'en')).toBe('23 Nov, 20:05');
  });
});
