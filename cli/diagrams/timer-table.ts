import type { ProcessTimer, ProcessTimers } from '#workflows/process-timer.ts';

import { sharedTimers } from './shared-timers.ts';

/**
 * The timers of a process as a table: which wait, what has happened when it ends, the setting its length comes from with
 * the length in the example, and what is due then.
 * @param lengthOf how long a timer is, in words; nothing where the record has a deadline of its own
 */
export function timerTable(timers: ProcessTimers, lengthOf: (timer: ProcessTimer) => string): string {
  const rows = sharedTimers(timers).map(({ timer, waits }) => [
    waits.map((wait) => `\`${wait}\``).join('<br>'),
    `${timer.text['zh-CN']}<br>${timer.text.en}`,
    timer.setting === undefined ? 'deadline of the record' : `\`${timer.setting}\``,
    lengthOf(timer),
    `\`${timer.leadsTo}\``,
  ]);
  const head = ['wait', 'ends when', 'setting', 'in the example', 'then due'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
