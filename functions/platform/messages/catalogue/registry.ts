import type { LocalizedText } from '#platform/localized-text.ts';

/** A message to a whole station about its registry: counts at most, nothing of a person. */
interface RegistryTexts {
  readonly subject: LocalizedText;
  readonly topic: LocalizedText;
}

/** What the registry tells a station's topic by itself, zh-CN first; the day or time comes after it. */
export const registryTexts = {
  digest: {
    subject: { 'zh-CN': '本所人口信息查询日报', en: 'Who looked at our residents' },
    topic: {
      'zh-CN': '本所人口信息查询日报已生成，请所领导登录查看。',
      en: 'Digest of lookups of our residents: sign in and read.',
    },
  },
  unusualLookup: {
    subject: { 'zh-CN': '人口信息异常查询，请核查', en: 'Unusual lookups of residents' },
    topic: {
      'zh-CN': '发现人口信息异常查询，请所领导登录核查。',
      en: 'Unusual lookups of residents: chiefs, sign in and check.',
    },
  },
} as const satisfies Record<string, RegistryTexts>;
