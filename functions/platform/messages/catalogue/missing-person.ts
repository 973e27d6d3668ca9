import { unanswered, type MessageTexts } from '#platform/messages/message-texts.ts';
import type { missingPersonKinds } from '#platform/notification/kinds/missing-person.ts';

/** The texts of a missing person's case, zh-CN first. */
export const missingPersonTexts: Readonly<Record<keyof typeof missingPersonKinds, MessageTexts>> = {
  missingPersonAlert: {
    subject: { 'zh-CN': '走失人员警情，请立即确认', en: 'Missing person: acknowledge at once' },
    topic: {
      'zh-CN': '走失人员警情：值班民警请立即确认，全所留意。',
      en: 'Missing person. Duty officer: acknowledge at once.',
    },
    direct: {
      first: { 'zh-CN': '走失人员警情，请立即点击确认：', en: 'Missing person: tap' },
      ...unanswered,
    },
  },
  missingPersonReopened: {
    subject: { 'zh-CN': '搜寻重新启动，请立即确认', en: 'Search resumed: acknowledge at once' },
    topic: {
      'zh-CN': '此前“已找到”有误，搜寻重新启动：值班民警请立即确认。',
      en: 'Not found after all. Duty officer: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '“已找到”有误，搜寻重启，请点击确认：', en: 'Not found after all:' },
      ...unanswered,
    },
  },
  superiorCalled: {
    subject: { 'zh-CN': '搜寻久未找到，请上级联络员确认', en: 'Still missing: liaison, acknowledge' },
    topic: {
      'zh-CN': '走失人员久未找到，两所请求上级支援：联络员请确认。',
      en: 'Still missing, stations ask for support: acknowledge.',
    },
    direct: {
      first: { 'zh-CN': '走失人员久未找到，请求支援，请点击：', en: 'Still missing: tap' },
      ...unanswered,
    },
  },
  searchReplanned: {
    subject: { 'zh-CN': '有新线索，搜寻已重新部署', en: 'New lead: search planned anew' },
    topic: {
      'zh-CN': '有新线索，搜寻已重新部署，请查看本所新任务。',
      en: 'New lead, search planned anew. See the new tasks.',
    },
    direct: {
      'zh-CN': '有新线索，搜寻已重新部署，请登录查看本所新任务。',
      en: 'New lead, search planned anew. See your new tasks.',
    },
  },
  searchReviewed: {
    subject: { 'zh-CN': '搜寻无进展，范围已扩大', en: 'No news: search widened' },
    topic: {
      'zh-CN': '搜寻暂无消息，范围已扩大，请查看本所新任务。',
      en: 'No news, the search was widened. See the new tasks.',
    },
    direct: {
      'zh-CN': '搜寻暂无消息，范围已扩大，请登录查看本所新任务。',
      en: 'No news, the search was widened. See your tasks.',
    },
  },
  standDown: {
    subject: { 'zh-CN': '搜寻结束，停止行动', en: 'Stand down: search over' },
    topic: {
      'zh-CN': '搜寻已结束，全体停止行动，谢谢配合。',
      en: 'The search is over. Stand down. Thank you.',
    },
    direct: {
      'zh-CN': '搜寻已结束，请通知在外警力停止行动。',
      en: 'The search is over. Stand your patrols down.',
    },
  },
  closeReminder: {
    subject: { 'zh-CN': '协作事项尚未办结', en: 'A case is still to be closed' },
    topic: {
      'zh-CN': '有走失协作事项尚未办结，请处理。',
      en: 'A missing-person case is still to be closed.',
    },
    direct: {
      'zh-CN': '有走失协作事项尚未办结，请登录处理。',
      en: 'A missing-person case is still to be closed.',
    },
  },
};
