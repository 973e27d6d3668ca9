import { eventLabel as investigationLabel } from '#functions/investigation/view/event-labels.ts';
import { eventLabel as missingPersonLabel } from '#functions/missing-person/view/event-labels.ts';
import { eventLabel as registryHitLabel } from '#functions/registry-hit/view/event-labels.ts';
import { eventLabel as transferLabel } from '#functions/transfer/view/event-labels.ts';
import { caseKindSchema } from '#platform/case/case-status.ts';

import type { CaseRecord } from './case-record.ts';
import type { DemoResult } from './demo-result.ts';

const clockTime = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const labelOf = {
  MP: missingPersonLabel,
  JI: investigationLabel,
  ST: transferLabel,
  RH: registryHitLabel,
} as const;

/** The timeline of each case and what each telephone and mailbox received, for a person to read. */
export function readableResult(result: DemoResult, stationOfAddress: (to: string) => string): string {
  return [
    ...timelineOf(result),
    ...(result.transfer === undefined ? [] : timelineOf(result.transfer)),
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

function timelineOf({ caseId, status, timeline }: CaseRecord): string[] {
  const label = labelOf[caseKindSchema.parse(caseId.slice(0, 2))];
  return [
    '',
    `时间线 ${caseId}（${status}）`,
    ...timeline.map((event) => `  ${timeOf(event.at)}  ${label(event.type)['zh-CN']}${who(event)}`),
  ];
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
