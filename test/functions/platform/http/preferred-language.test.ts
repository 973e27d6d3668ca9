import { describe, expect, it } from 'vitest';

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
