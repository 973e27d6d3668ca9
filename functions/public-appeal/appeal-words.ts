import type { LocalizedText } from '#platform/localized-text.ts';

/** The words of an appeal's pages. */
export const appealWords = {
  title: { 'zh-CN': '警方协查：寻找走失人员', en: 'Police appeal: missing person' },
  who: { 'zh-CN': '寻找', en: 'Looking for' },
  sex: { 'zh-CN': '性别', en: 'Sex' },
  age: { 'zh-CN': '年龄', en: 'Age' },
  years: { 'zh-CN': '岁左右', en: 'years or so' },
  clothing: { 'zh-CN': '衣着', en: 'Clothing' },
  where: { 'zh-CN': '请留意', en: 'Keep your eyes open' },
  published: { 'zh-CN': '发布时间', en: 'Published' },
  photo: { 'zh-CN': '走失人员照片', en: 'Photo of the missing person' },
  telephone: { 'zh-CN': '见到请立即拨打', en: 'Seen just now? Call' },
  emergency: {
    'zh-CN': '遇到危险请直接拨打110。请勿追赶或惊吓走失人员。',
    en: 'In danger, call 110. Do not chase or frighten the person.',
  },
  tipHeading: { 'zh-CN': '提供线索', en: 'Leave a tip' },
  tipText: {
    'zh-CN': '在哪里、什么时候、看到什么（必填，1000字以内）',
    en: 'Where, when, what did you see? (required, up to 1000 characters)',
  },
  tipTime: { 'zh-CN': '看到的时间（可不填）', en: 'When (optional)' },
  tipContact: { 'zh-CN': '您的联系方式（可不填）', en: 'How to reach you (optional)' },
  tipPrivacy: {
    'zh-CN': '线索仅供办案民警查看，不会公开。',
    en: 'Only the officers on the case read tips. They are never published.',
  },
  send: { 'zh-CN': '提交线索', en: 'Send' },
  thanksTitle: { 'zh-CN': '已收到，谢谢您', en: 'Received. Thank you' },
  thanks: {
    'zh-CN': '民警会查看您的线索。如果此刻正看到走失人员，请直接拨打页面上的电话。',
    en: 'Officers will read your tip. If you see the person right now, please call the number on the page.',
  },
  back: { 'zh-CN': '返回协查页面', en: 'Back to the appeal' },
  overTitle: { 'zh-CN': '本协查已结束', en: 'This appeal is over' },
  over: { 'zh-CN': '感谢您的关注和帮助。', en: 'Thank you for looking.' },
  unknownTitle: { 'zh-CN': '没有这个页面', en: 'There is no such page' },
  unknown: { 'zh-CN': '请检查网址是否完整。', en: 'Please check that the address is complete.' },
  busyTitle: { 'zh-CN': '线索过多，请稍后再试', en: 'Too many tips: try again later' },
  busy: {
    'zh-CN': '如果情况紧急，请直接拨打110。',
    en: 'If it is urgent, call 110.',
  },
  invalidTitle: { 'zh-CN': '内容有误，未提交', en: 'Not sent: something is wrong with it' },
  invalid: {
    'zh-CN': '请返回上一页，写明看到的情况（1至1000字），时间不能晚于现在。',
    en: 'Go back and say what you saw (1 to 1000 characters); the time cannot be in the future.',
  },
} as const satisfies Record<string, LocalizedText>;
