import type { LocalizedText } from '#platform/localized-text.ts';

/** What each event of a missing person's timeline is called on pages. */
const eventLabels: Readonly<Record<string, LocalizedText>> = {
  opened: { 'zh-CN': '接警并通报两所', en: 'Report taken, both stations alerted' },
  reportAdded: { 'zh-CN': '并入新的报警', en: 'Another report added' },
  amended: { 'zh-CN': '信息更正或补充', en: 'Facts amended' },
  photoRequested: { 'zh-CN': '准备上传照片', en: 'Photo upload requested' },
  photoAdded: { 'zh-CN': '照片入案', en: 'Photo added' },
  acknowledged: { 'zh-CN': '派出所确认收到', en: 'Acknowledged by a station' },
  deliveryFailed: { 'zh-CN': '消息未送达，须电话联系', en: 'Message not delivered: telephone' },
  searchPlanned: { 'zh-CN': '搜寻部署完成', en: 'Search planned' },
  searchReviewed: { 'zh-CN': '暂无消息，扩大搜寻范围', en: 'No news, search widened' },
  superiorCalled: { 'zh-CN': '呼叫上级联络员', en: 'Superior called' },
  tasksOverdue: { 'zh-CN': '任务超时，已提醒值班室', en: 'Tasks overdue, desk told' },
  taskAssigned: { 'zh-CN': '任务已分派', en: 'Task assigned' },
  taskReported: { 'zh-CN': '任务已回报', en: 'Task reported' },
  sightingReported: { 'zh-CN': '发现行踪', en: 'Sighting' },
  appealPublished: { 'zh-CN': '发布公开协查', en: 'Public appeal published' },
  appealWithdrawn: { 'zh-CN': '撤回公开协查', en: 'Public appeal withdrawn' },
  tipReceived: { 'zh-CN': '收到群众线索', en: 'Tip of the public' },
  tipDismissed: { 'zh-CN': '线索排除', en: 'Tip dismissed' },
  found: { 'zh-CN': '已找到', en: 'Found' },
  stoodDown: { 'zh-CN': '两所停止行动', en: 'Stations stood down' },
  reunited: { 'zh-CN': '已与家人团聚', en: 'Reunited' },
  withdrawn: { 'zh-CN': '警情撤销', en: 'Report withdrawn' },
  reopened: { 'zh-CN': '重新启动搜寻', en: 'Search reopened' },
  closingReminded: { 'zh-CN': '提醒办结', en: 'Reminded to close' },
  processContinued: { 'zh-CN': '流程续接', en: 'Process continued' },
  closed: { 'zh-CN': '办结', en: 'Closed' },
};

/** What an event is called; an event that this catalogue does not know goes by its type. */
export function eventLabel(type: string): LocalizedText {
  return eventLabels[type] ?? { 'zh-CN': type, en: type };
}
