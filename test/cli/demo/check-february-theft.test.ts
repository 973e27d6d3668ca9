import { describe, expect, it } from 'vitest';

import { checkFebruaryTheft } from '#cli/demo/check-february-theft.ts';
import type { TheftResult } from '#cli/demo/play-february-theft.ts';
import { writeChain } from '#test/functions/transfer/custody/chain-of-everything.ts';

const { whole } = await writeChain();
const closed = (caseId: string) => ({
  caseId,
  status: 'closed',
  timeline: [],
  report: { caseId, status: 'closed', timeline: [] },
});
const told = (to: string, text: string) => ({
  at: '2027-03-01T12:00:00Z',
  channel: 'sms' as const,
  to,
  text,
});
const result: TheftResult = {
  ...closed('JI-270301-7F3K2'),
  report: { ...closed('JI-270301-7F3K2').report, emergencySteps: [{}] },
  messages: ['yaqian', 'qianqing'].flatMap((stationId) =>
    ['有办案协作请求', '已锁定嫌疑人位置', '嫌疑人移交完成'].map((text) => told(stationId, text)),
  ),
  acknowledgements: [],
  transfer: closed('ST-270301-7F3K2'),
  custody: whole,
};
const check = (change: Partial<TheftResult> = {}) => checkFebruaryTheft({ ...result, ...change }, (to) => to);

describe('what the theft has left behind', () => {
  it('is accepted when nothing is missing', () => {
    expect(() => check()).not.toThrow();
  });

  it.each<[what: string, change: Partial<TheftResult>, complaint: RegExp]>([
    ['a station was not told', { messages: result.messages.slice(1) }, /协作.*yaqian/],
    [
      'a message names the suspect',
      { messages: [...result.messages, told('yaqian', '抓获欧阳某')] },
      /names a person/,
    ],
    ['the report hides the emergency', closed('JI-270301-7F3K2'), /emergency/],
    ['the investigation is open', { status: 'arrested' }, /investigation is arrested/],
    [
      'the transfer is open',
      { transfer: { ...result.transfer, status: 'received' } },
      /transfer is received/,
    ],
    ['an entry is missing', { custody: { ...whole, entries: whole.entries.toSpliced(2, 1) } }, /entry 3/],
    [
      'an entry is another',
      {
        custody: {
          ...whole,
          entries: whole.entries.map((entry, index) =>
            index === 1 ? { ...entry, hash: whole.entries[0]?.hash ?? '' } : entry,
          ),
        },
      },
      /entry 2/,
    ],
  ])('is refused when %s', (_, change, complaint) => {
    expect(() => check(change)).toThrow(complaint);
  });
});
