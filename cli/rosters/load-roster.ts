import * as z from 'zod';

import type { ApiClient } from '#cli/demo/api-client.ts';
import { rosterSchema, type Roster } from '#platform/roster/roster.ts';
import { roleSchema } from '#platform/actor/actor.ts';

import { rosterChanges } from './roster-changes.ts';

const viewSchema = z.object({ roster: rosterSchema.optional() });
const replacedSchema = z.object({
  uncovered: z.array(z.object({ role: roleSchema, from: z.string(), to: z.string() })),
});

/** Hours that nobody covers, as the API answers them. */
export type Uncovered = z.infer<typeof replacedSchema>['uncovered'][number];

/** What became of a station's roster. `changes` says in which points file and system differ, without telephones. */
export type LoadedRoster =
  /** It had none. */
  | { readonly outcome: 'loaded'; readonly uncovered: readonly Uncovered[] }
  /** It is as in the file. */
  | { readonly outcome: 'unchanged' }
  /** It is another one, and stays. */
  | { readonly outcome: 'kept'; readonly changes: readonly string[] }
  /** It was another one, and is now as in the file. */
  | {
      readonly outcome: 'replaced';
      readonly changes: readonly string[];
      readonly uncovered: readonly Uncovered[];
    };

/**
 * Puts a station's officers and shifts into a running system. Doing it twice does nothing twice; a roster that is not the
 * file's stays unless it is to be replaced, and somebody else's change in between is never overwritten.
 * @throws UnexpectedAnswerError when the API refuses, such as to a token that may not, or when the roster changed meanwhile
 */
export async function loadRoster(
  client: ApiClient,
  stationId: string,
  roster: Roster,
  { replace }: { readonly replace: boolean },
): Promise<LoadedRoster> {
  const path = `/v1/stations/${encodeURIComponent(stationId)}/roster`;
  const present = await client.get(path, { expect: [200, 404] });
  if (present.status === 404) {
    const { uncovered } = (await client.put(path, roster, { ifMatch: '"0"' })).json(replacedSchema);
    return { outcome: 'loaded', uncovered };
  }
  const { roster: existing } = present.json(viewSchema);
  if (existing === undefined)
    return { outcome: 'kept', changes: ['the API does not show this token the roster'] };
  const changes = rosterChanges(existing, roster);
  if (changes.length === 0) return { outcome: 'unchanged' };
  if (!replace) return { outcome: 'kept', changes };
  const { uncovered } = (await client.put(path, roster, { ifMatch: present.etag })).json(replacedSchema);
  return { outcome: 'replaced', changes, uncovered };
}
