import type { LocalizedText } from '#platform/localized-text.ts';

/** What each event of a hit's timeline is called. */
const eventLabels: Readonly<Record<string, LocalizedText>> = {
  opened: { 'zh-CN': '比对命中', en: 'A resident may be wanted' },
  acknowledged: { 'zh-CN': '派出所确认收到', en: 'Acknowledged by a station' },
  deliveryFailed: { 'zh-CN': '消息未送达，须电话联系', en: 'Message not delivered: telephone' },
  verdictGiven: { 'zh-CN': '一名民警给出核实结论', en: 'Verdict of one officer' },
  confirmed: { 'zh-CN': '两名民警核实为同一人', en: 'Confirmed by two officers' },
  refuted: { 'zh-CN': '两名民警核实非同一人', en: 'Refuted by two officers' },
  withdrawn: { 'zh-CN': '通缉通告已撤销', en: 'Notice withdrawn' },
  chiefsCalled: { 'zh-CN': '逾时未核实，报两所所长', en: 'Not verified in time: chiefs called' },
  superiorCalled: { 'zh-CN': '仍未核实，报上级', en: 'Still not verified: superior called' },
  processContinued: { 'zh-CN': '流程续接', en: 'Process continued' },
};

/** What an event is called; an event that this catalogue does not know goes by its type. */
export function eventLabel(type: string): LocalizedText {
  return eventLabels[type] ?? { 'zh-CN': type, en: type };
}
