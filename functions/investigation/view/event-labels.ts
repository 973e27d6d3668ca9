import type { LocalizedText } from '#platform/localized-text.ts';

/** What each event of an investigation's timeline is called on pages. */
const eventLabels: Readonly<Record<string, LocalizedText>> = {
  opened: { 'zh-CN': '立项', en: 'Opened' },
  amended: { 'zh-CN': '案情更正或补充', en: 'Amended' },
  cooperationRequested: { 'zh-CN': '发出办案协作函', en: 'Cooperation requested' },
  moreAsked: { 'zh-CN': '要求补充材料', en: 'More asked for' },
  cooperationDeclined: { 'zh-CN': '谢绝协作', en: 'Cooperation declined' },
  cooperationAccepted: { 'zh-CN': '接受协作', en: 'Cooperation accepted' },
  chiefCalled: { 'zh-CN': '逾期未答复，呼叫所长', en: 'No answer: chief called' },
  superiorCalled: { 'zh-CN': '仍未答复，呼叫上级', en: 'Still no answer: superior called' },
  leadAdded: { 'zh-CN': '录入线索', en: 'Lead added' },
  subjectAdded: { 'zh-CN': '录入涉案人、车、地点', en: 'Person, vehicle or place added' },
  noteAdded: { 'zh-CN': '录入研判', en: 'Analysis note added' },
  stepRequested: { 'zh-CN': '呈请强制措施', en: 'Coercive step requested' },
  stepDecided: { 'zh-CN': '所长审批强制措施', en: 'Coercive step decided on by a chief' },
  stepCancelled: { 'zh-CN': '撤回强制措施', en: 'Coercive step cancelled' },
  stepExecuted: { 'zh-CN': '强制措施已执行', en: 'Coercive step carried out' },
  emergencyStepTaken: { 'zh-CN': '紧急措施（手续后补）', en: 'Emergency step, papers to follow' },
  papersSubmitted: { 'zh-CN': '紧急措施手续已补', en: 'Papers of an emergency step submitted' },
  papersOverdue: { 'zh-CN': '紧急措施手续逾期，已报上级', en: 'Papers overdue, superior told' },
  located: { 'zh-CN': '发现嫌疑人位置', en: 'Suspect located' },
  locationLost: { 'zh-CN': '嫌疑人脱离视线', en: 'Suspect lost again' },
  arrestPlanned: { 'zh-CN': '制定抓捕方案', en: 'Arrest planned' },
  arrested: { 'zh-CN': '抓获', en: 'Arrested' },
  transferEnded: { 'zh-CN': '嫌疑人移交结束', en: 'Transfer ended' },
  taskAssigned: { 'zh-CN': '任务已分派', en: 'Task assigned' },
  taskReported: { 'zh-CN': '任务已回报', en: 'Task reported' },
  tasksOverdue: { 'zh-CN': '任务超时，已提醒值班室', en: 'Tasks overdue, desk told' },
  closingProposed: { 'zh-CN': '提议结案', en: 'Closing proposed' },
  consentReminded: { 'zh-CN': '提醒答复结案提议', en: 'Reminded to consent' },
  closingRefused: { 'zh-CN': '不同意或撤回结案', en: 'Closing refused or taken back' },
  closed: { 'zh-CN': '两所同意结案', en: 'Closed by both stations' },
  resumed: { 'zh-CN': '恢复侦查', en: 'Resumed' },
  mergedFrom: { 'zh-CN': '另案并入', en: 'Another case merged into this one' },
  mergerTold: { 'zh-CN': '已通知并入案件', en: 'The other case was told of the merger' },
  acknowledged: { 'zh-CN': '派出所确认收到', en: 'Acknowledged by a station' },
  deliveryFailed: { 'zh-CN': '消息未送达，须电话联系', en: 'Message not delivered: telephone' },
  processContinued: { 'zh-CN': '流程续接', en: 'Process continued' },
};

/** What an event is called; an event that this catalogue does not know goes by its type. */
export function eventLabel(type: string): LocalizedText {
  return eventLabels[type] ?? { 'zh-CN': type, en: type };
}
