import type { DemoResult } from './demo-result.ts';
import { expectThat } from './story.ts';

/** What the messages of an alert, and of its end, say among other things. */
const ALERT = '走失人员警情';
const STAND_DOWN = '停止行动';
/** Somebody of the story, whom no message may name. */
const NAMES = ['诸葛', '+8613900000091', '+8613900000092'];

/**
 * Checks what the case left behind, wherever it was played: both stations were alerted and stood down, as a whole and
 * through their officers; each acknowledgement counted once; no message named anybody.
 * @param owner whose telephone or mailbox an address is, beginning with the station's id
 * @throws UnexpectedAnswerError saying what is missing
 */
export function checkMissingElder(result: DemoResult, owner: (address: string) => string): void {
  for (const stationId of ['yaqian', 'qianqing'])
    for (const text of [ALERT, STAND_DOWN]) {
      const reached = result.messages
        .filter((message) => message.text.includes(text))
        .map(({ to }) => owner(to));
      expectThat(reached.includes(`${stationId} 全所`), `"${text}" did not reach the whole of ${stationId}.`);
    }
  expectThat(
    result.messages.some(
      ({ text, to }) => text.includes(ALERT) && owner(to).startsWith('qianqing qianqing-'),
    ),
    'No officer of Qianqing was alerted.',
  );
  expectThat(
    !result.messages.some(({ text, subject = '' }) =>
      NAMES.some((name) => `${subject} ${text}`.includes(name)),
    ),
    'A message names a person of the case.',
  );
  const stations = result.acknowledgements.map(({ stationId }) => stationId);
  expectThat(
    stations.length === 1 && stations[0] === 'qianqing',
    `Acknowledged by ${stations.join(', ') || 'nobody'} instead of once by Qianqing.`,
  );
  expectThat(result.status === 'closed', `The case is ${result.status} and not closed.`);
}
