import type { LocalizedText } from '#platform/localized-text.ts';

/** What each event of a transfer's timeline is called on pages. */
const eventLabels: Readonly<Record<string, LocalizedText>> = {
  opened: { 'zh-CN': '到案待移交', en: 'Held, to be handed over' },
  acknowledged: { 'zh-CN': '派出所确认收到', en: 'Acknowledged by a station' },
  deliveryFailed: { 'zh-CN': '消息未送达，须电话联系', en: 'Message not delivered: telephone' },
  documentsRecorded: { 'zh-CN': '登记移交文书', en: 'Documents recorded' },
  healthChecked: { 'zh-CN': '健康检查', en: 'Health checked' },
  propertyListed: { 'zh-CN': '登记随身财物', en: 'Property listed' },
  escortRisksAssessed: { 'zh-CN': '评估押解风险', en: 'Escort risks assessed' },
  measureChanged: { 'zh-CN': '变更强制措施', en: 'Measure changed' },
  dutyDone: { 'zh-CN': '履行法定事项', en: 'Legal duty done' },
  limitExtended: { 'zh-CN': '延长期限', en: 'Time limit extended' },
  travelRecorded: { 'zh-CN': '登记路途时间', en: 'Travel recorded' },
  approvalRequested: { 'zh-CN': '报两所所长审批', en: 'Approval of both chiefs asked' },
  approvalGiven: { 'zh-CN': '一所所长批准', en: 'Approved by one chief' },
  approved: { 'zh-CN': '两所所长均批准', en: 'Approved by both chiefs' },
  approvalRefused: { 'zh-CN': '所长不批准', en: 'Refused by a chief' },
  appointed: { 'zh-CN': '约定移交时间地点', en: 'Handover appointed' },
  appointmentMissed: { 'zh-CN': '逾约定时间未移交', en: 'Appointment missed' },
  released: { 'zh-CN': '移交方交出', en: 'Released' },
  received: { 'zh-CN': '接收方签收', en: 'Received' },
  receiptRefused: { 'zh-CN': '接收方拒收', en: 'Receipt refused' },
  handoverTimedOut: { 'zh-CN': '逾时未签收', en: 'No receipt in time' },
  escaped: { 'zh-CN': '脱逃', en: 'Escaped' },
  recaptured: { 'zh-CN': '抓获', en: 'Recaptured' },
  medicalEmergency: { 'zh-CN': '紧急送医', en: 'Medical emergency' },
  medicallyCleared: { 'zh-CN': '就医结束', en: 'Medically cleared' },
  freed: { 'zh-CN': '依令释放', en: 'Released by order' },
  cancelled: { 'zh-CN': '移交取消', en: 'Cancelled' },
  custodyDeadlineNear: { 'zh-CN': '羁押期限将至，已提醒两所所长', en: 'Time limit near, chiefs warned' },
  custodyDeadlineOverdue: { 'zh-CN': '羁押期限已过，已报上级', en: 'Time limit passed, superior told' },
  investigationTold: { 'zh-CN': '通报联合侦查', en: 'Investigation told' },
  processContinued: { 'zh-CN': '流程续接', en: 'Process continued' },
  closed: { 'zh-CN': '办结', en: 'Closed' },
};

/** What an event is called; an event that this catalogue does not know goes by its type. */
export function eventLabel(type: string): LocalizedText {
  return eventLabels[type] ?? { 'zh-CN': type, en: type };
}
