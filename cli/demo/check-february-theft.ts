import * as z from 'zod';

import { verifyCustody } from '#functions/transfer/custody/verify-custody.ts';

import type { TheftResult } from './play-february-theft.ts';
import { expectThat } from './story.ts';

const emergencySchema = z.object({ emergencySteps: z.array(z.unknown()).min(1) });

/** People and things of the story, which no message may name. */
const NAMES = ['欧阳', '浙演00815', '永乐村', '双肩包'];
/** What both stations were told, and in which words. */
const TOLD = ['协作', '位置', '移交'];

/**
 * Checks what the theft left behind: both stations were told, nobody was named, both cases are closed, the emergency still
 * shows, and the custody chain verifies.
 * @param owner whose telephone or mailbox an address is, beginning with the station's id
 * @throws UnexpectedAnswerError saying what is missing
 */
export function checkFebruaryTheft(result: TheftResult, owner: (address: string) => string): void {
  for (const stationId of ['yaqian', 'qianqing'])
    for (const text of TOLD)
      expectThat(
        result.messages.some(
          (message) => message.text.includes(text) && owner(message.to).startsWith(stationId),
        ),
        `No message about "${text}" reached ${stationId}.`,
      );
  expectThat(
    !result.messages.some(({ text, subject = '' }) =>
      NAMES.some((name) => `${subject} ${text}`.includes(name)),
    ),
    'A message names a person or thing of the case.',
  );
  expectThat(
    emergencySchema.safeParse(result.report).success,
    'The report does not show that a step was an emergency.',
  );
  expectThat(result.status === 'closed', `The investigation is ${result.status} and not closed.`);
  expectThat(
    result.transfer.status === 'closed',
    `The transfer is ${result.transfer.status} and not closed.`,
  );
  const faults = verifyCustody(result.custody);
  expectThat(
    faults.length === 0,
    `The custody chain does not verify: ${faults.map(({ sequence, fault }) => `entry ${sequence} ${fault}`).join('; ')}.`,
  );
}
