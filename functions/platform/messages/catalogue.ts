import type { LocalizedText } from '#platform/localized-text.ts';
import type { Delivery, NotificationKind } from '#platform/notification/notification.ts';

/** What one kind of notification says. No text names a person, a place or a case: an SMS lies open on a screen. */
export interface MessageTexts {
  /** Subject of the e-mails that a station's topic sends. */
  readonly subject: LocalizedText;
  /** To the whole station, by SMS and e-mail alike; the time of the notification follows. */
  readonly topic: LocalizedText;
  /** To one officer; a link follows if the message has one. */
  readonly direct: LocalizedText | Readonly<Record<Delivery['purpose'], LocalizedText>>;
}

/** Said before every message of a drill. */
export const drillPrefix: LocalizedText = { 'zh-CN': '【演练】', en: '[DRILL] ' };

/** Reminder and repetition sound the same for every alert: whoever gets them knows what is open, or sees it by the link. */
const unanswered = {
  reminder: { 'zh-CN': '提醒：警情仍未确认，请点击：', en: 'Still unanswered: tap' },
  repeat: { 'zh-CN': '再次呼叫：警情无人确认，请点击：', en: 'Nobody answered: tap' },
} satisfies Partial<Record<Delivery['purpose'], LocalizedText>>;

/**
 * The texts of every message, zh-CN first. A direct SMS fits 70 characters with drill prefix and link when
 * `publicBaseUrl` is short, a topic's SMS with prefix and time: a test holds every one to it.
 */
export const catalogue: Readonly<Record<NotificationKind, MessageTexts>> = {
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
  tasksOverdue: {
    subject: { 'zh-CN': '有搜寻任务超时', en: 'Search tasks overdue' },
    topic: { 'zh-CN': '本所有搜寻任务超时未报，请处理。', en: 'Search tasks of this station are overdue.' },
    direct: {
      'zh-CN': '本所有搜寻任务超时未报，请登录处理。',
      en: 'Search tasks of your station are overdue.',
    },
  },
  findingReported: {
    subject: { 'zh-CN': '搜寻任务有发现', en: 'A search task found something' },
    topic: { 'zh-CN': '搜寻任务有发现，请尽快研判。', en: 'A search task found something. Assess it.' },
    direct: {
      'zh-CN': '搜寻任务有发现，请登录尽快研判。',
      en: 'A search task found something. Sign in, assess it.',
    },
  },
  taskAssigned: {
    subject: { 'zh-CN': '有搜寻任务分派', en: 'A search task was assigned' },
    topic: { 'zh-CN': '有搜寻任务已分派。', en: 'A search task was assigned.' },
    direct: { 'zh-CN': '您有一项搜寻任务，请点击查看并回报：', en: 'Your search task:' },
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
