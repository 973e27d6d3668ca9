import { UsageError } from '#cli/run-command-line.ts';

import { checkFebruaryTheft } from './check-february-theft.ts';
import { checkMissingElder } from './check-missing-elder.ts';
import type { DemoResult } from './demo-result.ts';
import { playFebruaryTheft } from './play-february-theft.ts';
import { playMissingElder } from './play-missing-elder.ts';
import type { Story } from './story.ts';

/**
 * Plays a scenario and checks what it left behind.
 * @param owner whose telephone or mailbox an address is, beginning with the station's id
 * @throws UnexpectedAnswerError as soon as the system does not do what the story expects
 */
export type PlayScenario = (story: Story, owner: (address: string) => string) => Promise<DemoResult>;

/** What `npm run demo` can play, by the name it is asked for; the first when it is asked for none. */
export const scenarios: Readonly<Record<string, PlayScenario>> = {
  'missing-elder': async (story, owner) => {
    const result = await playMissingElder(story);
    checkMissingElder(result, owner);
    return result;
  },
  'february-theft': async (story, owner) => {
    const result = await playFebruaryTheft(story);
    checkFebruaryTheft(result, owner);
    return result;
  },
};

/** The scenario that was asked for. @throws UsageError naming those there are */
export function scenarioOf(names: readonly string[]): PlayScenario {
  const [name = 'missing-elder', ...more] = names;
  const play = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  const all = Object.keys(scenarios).join(', ');
  if (more.length > 0) throw new UsageError(`One scenario at a time: ${all}.`);
  if (play === undefined) throw new UsageError(`There is no scenario "${name}": ${all}.`);
  return play;
}
