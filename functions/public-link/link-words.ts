import type { LocalizedText } from '#platform/localized-text.ts';

/** What the pages behind the links say. */
export const linkWords = {
  acknowledge: { 'zh-CN': '确认收到', en: 'Acknowledge' },
  acknowledgeEffect: {
    'zh-CN': '点击后即代表本所已收到，系统不再继续呼叫。',
    en: 'Pressing this answers for your station: nobody else of it is called.',
  },
  acknowledged: { 'zh-CN': '已确认', en: 'Acknowledged' },
  superiorAnswersFor: { 'zh-CN': '代为确认的单位', en: 'You answer for' },
  alertedAt: { 'zh-CN': '发出时间', en: 'Alerted' },
  caseNumber: { 'zh-CN': '事项编号', en: 'Case' },
  who: { 'zh-CN': '寻找对象', en: 'Missing' },
  age: { 'zh-CN': '岁', en: ' years' },
  description: { 'zh-CN': '体貌特征', en: 'Description' },
  clothing: { 'zh-CN': '衣着', en: 'Clothing' },
  lastSeen: { 'zh-CN': '最后出现', en: 'Last seen' },
  sighting: { 'zh-CN': '最新线索', en: 'Newest sighting' },
  timeUnknown: { 'zh-CN': '时间不详', en: 'time not known' },
  direction: { 'zh-CN': '去向', en: 'Direction' },
  travel: { 'zh-CN': '出行方式', en: 'Travelling' },
  searchTask: { 'zh-CN': '搜寻任务', en: 'Search task' },
  task: { 'zh-CN': '任务', en: 'Task' },
  dueAt: { 'zh-CN': '完成时限', en: 'To be done by' },
  report: { 'zh-CN': '回报结果', en: 'Report' },
  nothing: { 'zh-CN': '未发现', en: 'Nothing found' },
  something: { 'zh-CN': '有发现', en: 'Something found' },
  note: { 'zh-CN': '说明（可不填）', en: 'Note (may be left empty)' },
  send: { 'zh-CN': '提交回报', en: 'Send report' },
  reported: { 'zh-CN': '已回报', en: 'Reported' },
  foundHint: {
    'zh-CN': '如已找到本人，请立即电话告知值班室。',
    en: 'If you have found the person, telephone the duty desk at once.',
  },
  chooseFinding: {
    'zh-CN': '请先选择“未发现”或“有发现”。',
    en: 'Choose "Nothing found" or "Something found" first.',
  },
  ended: { 'zh-CN': '已无需处理', en: 'Nothing left to do' },
  searchEnded: { 'zh-CN': '搜寻已结束，请停止行动。', en: 'The search is over. Stand down.' },
  notWanted: { 'zh-CN': '此项已撤销或已更新。', en: 'This is no longer wanted, or was replaced.' },
  onlyFindings: {
    'zh-CN': '此任务已被新的方案取代，无需再回报“未发现”；如有发现，请回报。',
    en: 'A newer plan has replaced this task: only report it if you have found something.',
  },
  telephone: { 'zh-CN': '如有疑问，请致电值班室：', en: 'If in doubt, telephone the duty desk: ' },
  telephoneOwn: { 'zh-CN': '请致电本所值班室。', en: 'Telephone your station’s duty desk.' },
} as const satisfies Record<string, LocalizedText>;

interface RefusalWords {
  readonly title: LocalizedText;
  readonly advice: LocalizedText;
}

/** What a page says to a refusal, by the slug of its problem. */
const refusals: Readonly<Record<string, RefusalWords>> = {
  'not-found': {
    title: { 'zh-CN': '链接无法识别', en: 'Unknown link' },
    advice: {
      'zh-CN': '链接可能不完整或早已过期。',
      en: 'It may have been cut off on the way, or have expired long ago.',
    },
  },
  'link-used': {
    title: { 'zh-CN': '链接已使用', en: 'Link already used' },
    advice: { 'zh-CN': '每个链接只能使用一次。', en: 'Each link works once.' },
  },
  'link-expired': {
    title: { 'zh-CN': '链接已过期', en: 'Link expired' },
    advice: {
      'zh-CN': '如事项仍未处理，请登录系统办理。',
      en: 'If it still has to be done, sign in and do it there.',
    },
  },
  'link-void': {
    title: { 'zh-CN': '链接已失效', en: 'Link no longer valid' },
    advice: {
      'zh-CN': '收件民警已不在值班表中。',
      en: 'The officer to whom it was sent has left the roster.',
    },
  },
  busy: {
    title: { 'zh-CN': '系统繁忙，尚未提交', en: 'Busy: nothing was sent yet' },
    advice: { 'zh-CN': '请返回后再按一次。', en: 'Go back and press again.' },
  },
};

const otherRefusal: RefusalWords = {
  title: { 'zh-CN': '未能办理', en: 'Not carried out' },
  advice: { 'zh-CN': '请登录系统办理。', en: 'Sign in and do it there.' },
};

/** Title and advice of the page for a refusal. @param slug of the problem */
export function refusalWords(slug: string): RefusalWords {
  return refusals[slug] ?? otherRefusal;
}
