import type { Language } from '#platform/localized-text.ts';
import type { Delivery, Leg } from '#platform/notification/notification.ts';

const zh = {
  title: '走失人员协作处置报告',
  drawnUp: '生成时间',
  category: '人员类别',
  name: '姓名',
  sex: '性别',
  age: '年龄',
  clothing: '衣着',
  lastSeen: '最后出现地点',
  stations: '请求所 · 协助所',
  opened: '接警时间',
  found: '找到时间',
  foundAt: '找到地点',
  reunited: '团聚时间',
  toFound: '接警至找到',
  outcome: '结果',
  plans: '搜寻部署次数',
  responses: '各所响应时间',
  station: '单位',
  alert: '警情',
  alerted: '通报时间',
  answered: '确认用时',
  level: '呼叫至第几级',
  unasked: '本人发起',
  tasks: '搜寻任务',
  given: '下达',
  done: '完成',
  withFinding: '有发现',
  overdue: '超时',
  dropped: '撤销或被替代',
  messages: '消息发送',
  time: '时间',
  to: '对象',
  call: '内容',
  result: '结果',
  wholeStation: '全所',
  nobodyOnDuty: '无人值守',
  timeline: '时间线',
  event: '事项',
  who: '经办',
  public: '群众',
  system: '系统',
  legStatus: { open: '未确认', acknowledged: '已确认', stopped: '已终止', sent: '已发送' },
  deliveryOutcome: {
    claimed: '发送中',
    published: '已发送',
    failed: '失败',
    unconfirmed: '未确认发送',
    noRecipient: '无接收人',
  },
  duration: (seconds: number) => inHours(seconds, '小时', '分', '秒', ''),
};

/** The words of the report's page. */
export interface ReportWords extends Omit<typeof zh, 'legStatus' | 'deliveryOutcome'> {
  readonly legStatus: Readonly<Record<Leg['status'], string>>;
  readonly deliveryOutcome: Readonly<Record<Delivery['outcome'], string>>;
}

const en: ReportWords = {
  title: 'Missing person: after-action report',
  drawnUp: 'drawn up',
  category: 'Who was missing',
  name: 'Name',
  sex: 'Sex',
  age: 'Age',
  clothing: 'Clothing',
  lastSeen: 'Last seen',
  stations: 'Requesting · assisting station',
  opened: 'Reported',
  found: 'Found',
  foundAt: 'Found at',
  reunited: 'Reunited',
  toFound: 'From report to find',
  outcome: 'Outcome',
  plans: 'Search plans',
  responses: 'Response times',
  station: 'Station',
  alert: 'Alert',
  alerted: 'Alerted',
  answered: 'Answered after',
  level: 'Level called',
  unasked: 'raised it',
  tasks: 'Search tasks',
  given: 'Given',
  done: 'Done',
  withFinding: 'With a finding',
  overdue: 'Overdue',
  dropped: 'Cancelled or replaced',
  messages: 'Messages',
  time: 'Time',
  to: 'To',
  call: 'Message',
  result: 'Outcome',
  wholeStation: 'whole station',
  nobodyOnDuty: 'nobody on duty',
  timeline: 'Timeline',
  event: 'Event',
  who: 'By',
  public: 'public',
  system: 'system',
  legStatus: { open: 'unanswered', acknowledged: 'acknowledged', stopped: 'stopped', sent: 'sent' },
  deliveryOutcome: {
    claimed: 'being sent',
    published: 'sent',
    failed: 'failed',
    unconfirmed: 'unconfirmed',
    noRecipient: 'nobody to send to',
  },
  duration: (seconds) => inHours(seconds, 'h', 'min', 's', ' '),
};

/** The words of the report's page, by language. */
export const reportWords: Readonly<Record<Language, ReportWords>> = { 'zh-CN': zh, en };

function inHours(seconds: number, hour: string, minute: string, second: string, gap: string): string {
  const parts: [number, string][] = [
    [Math.floor(seconds / 3600), hour],
    [Math.floor((seconds % 3600) / 60), minute],
    [seconds % 60, second],
  ];
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return (shown.length === 0 ? [[0, second] as const] : shown)
    .map(([count, unit]) => `${count}${gap}${unit}`)
    .join(' ');
}
