import { eventLabel } from '#functions/missing-person/view/event-labels.ts';

import type { DemoResult } from './demo-result.ts';

const clockTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** The timeline and what each telephone and mailbox received, for a person to read. */
export function readableResult(result: DemoResult, stationOfAddress: (to: string) => string): string {
  return [
    '',
    `时间线 ${result.caseId}（${result.status}）`,
    ...result.timeline.map(
      (event) => `  ${timeOf(event.at)}  ${eventLabel(event.type)['zh-CN']}${who(event)}`,
    ),
    '',
    '各方收到的消息',
    ...byAddress(result, stationOfAddress),
    '',
    '响应',
    ...result.acknowledgements.map(
      ({ stationId, secondsSinceOpened }) => `  ${String(stationId)}：${String(secondsSinceOpened)} 秒后确认`,
    ),
    '',
  ].join('\n');
}

function timeOf(at: string): string {
  return clockTime.format(new Date(at));
}

function who({ by }: DemoResult['timeline'][number]): string {
  return by.kind === 'officer' ? `  ${String(by['officerId'])}` : '';
}

function byAddress({ messages }: DemoResult, stationOfAddress: (to: string) => string): string[] {
  const grouped = Map.groupBy(messages, ({ to }) => to);
  return [...grouped]
    .map(([to, received]) => ({ to, received, owner: stationOfAddress(to) }))
    .toSorted((a, b) => a.owner.localeCompare(b.owner))
    .flatMap(({ to, received, owner }) => [
      `  ${owner} ${to}`,
      ...received.map(({ at, text }) => `    ${timeOf(at)}  ${text}`),
    ]);
}
