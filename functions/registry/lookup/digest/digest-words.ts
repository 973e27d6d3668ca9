import type { UnusualPattern } from '#functions/registry/lookup/model/lookup-record.ts';
import type { Language } from '#platform/localized-text.ts';

/** The words of the digest's page. */
export interface DigestWords {
  readonly title: string;
  readonly soFar: string;
  readonly lookups: string;
  readonly residents: string;
  readonly refused: string;
  readonly unusual: string;
  readonly nobody: string;
  readonly who: string;
  readonly station: string;
  readonly officer: string;
  readonly purpose: string;
  readonly shown: string;
  readonly time: string;
  readonly reason: string;
  readonly pattern: string;
  readonly patterns: Readonly<Record<UnusualPattern, string>>;
  readonly reasons: Readonly<Record<string, string>>;
}

/** The words of the digest's page, in both languages. */
export const digestWords: Readonly<Record<Language, DigestWords>> = {
  'zh-CN': {
    title: '本所人口信息查询日报',
    soFar: '当日未结束',
    lookups: '查询次数',
    residents: '涉及本所人员',
    refused: '拒绝',
    unusual: '异常',
    nobody: '当日无查询。',
    who: '查询人',
    station: '单位',
    officer: '民警',
    purpose: '目的',
    shown: '查得人次',
    time: '时间',
    reason: '原因',
    pattern: '异常情形',
    patterns: { manyLookups: '短时多次查询', offShift: '非当班时间查询', withoutCase: '频繁无案件查询' },
    reasons: {
      'not-allowed': '职务无此权限',
      'case-needed': '须有在办案件',
      'case-not-open': '案件不存在或已结',
      'invalid-request': '目的或法律依据不符',
      'not-found': '查无此人',
      'erased-resident': '登记已依法删除',
    },
  },
  en: {
    title: 'Who looked at our residents',
    soFar: 'the day is not over',
    lookups: 'Lookups',
    residents: 'Residents concerned',
    refused: 'Refused',
    unusual: 'Unusual',
    nobody: 'Nobody looked for anybody.',
    who: 'Who looked',
    station: 'Station',
    officer: 'Officer',
    purpose: 'Purpose',
    shown: 'Residents shown',
    time: 'Time',
    reason: 'Reason',
    pattern: 'What is unusual',
    patterns: {
      manyLookups: 'many lookups within an hour',
      offShift: 'off shift',
      withoutCase: 'many without a case within an hour',
    },
    reasons: {
      'not-allowed': 'the role does not allow it',
      'case-needed': 'needs an open case',
      'case-not-open': 'no such case, or it is closed',
      'invalid-request': 'no such purpose or law',
      'not-found': 'nobody of that id',
      'erased-resident': 'the resident was erased',
    },
  },
};
