import * as z from 'zod';

import { ApiClient, UnexpectedAnswerError, type ApiAnswer } from './api-client.ts';
import { casePath } from './case-path.ts';
import type { Condition, DemoSystem, OutboxMessage } from './demo-system.ts';

const officerSchema = z.object({ officerId: z.string(), name: z.string(), telephone: z.string() });
const rosterViewSchema = z.object({
  onDuty: z.array(z.object({ role: z.string(), officers: z.array(officerSchema) })),
});

/** A link of an officer's own in a message. */
const LINK = /\/l\/[\w-]{22}/;
/** How often somebody decides anew on a case that keeps changing meanwhile. */
const LOOKS = 5;

/** An officer who holds a role right now. */
export type OnDuty = z.infer<typeof officerSchema>;

/** Tells what happens, a line at a time. */
export type Narrate = (line: string) => void;

/** The story's stage: the system, its people, and whoever tells it. */
export class Story {
  readonly system: DemoSystem;
  readonly narrate: Narrate;

  constructor(system: DemoSystem, narrate: Narrate) {
    this.system = system;
    this.narrate = narrate;
  }

  /** The API as an officer uses it after signing in. */
  async as(officerId: string): Promise<ApiClient> {
    return new ApiClient(this.system.url, await this.system.tokenFor(officerId));
  }

  /** The API as anybody uses it. */
  anybody(): ApiClient {
    return new ApiClient(this.system.url);
  }

  /** Who holds `role` at `stationId` at this moment, by the roster. @throws when nobody does */
  async onDuty(stationId: string, role: string): Promise<OnDuty> {
    const admin = await this.as('admin-1');
    const view = (await admin.get(`/v1/stations/${stationId}/roster`)).json(rosterViewSchema);
    const officer = view.onDuty.find((entry) => entry.role === role)?.officers[0];
    if (officer === undefined) throw new UnexpectedAnswerError(`Nobody is ${role} at ${stationId} now.`);
    return officer;
  }

  /**
   * Lets minutes pass, after which `until` holds.
   * @throws UnexpectedAnswerError with `complaint` when it does not
   */
  async wait(minutes: number, until?: Condition, complaint = ''): Promise<void> {
    await this.system.advance(minutes * 60, until);
    if (until !== undefined) expectThat(await until(), complaint);
  }

  /**
   * Decides on a case as it is now. When something happened between the look and the decision, looks again, as an
   * officer would whom the screen tells so.
   * @param body what is decided, or how it follows from the case as it was looked at
   * @throws UnexpectedAnswerError on another status than expected
   */
  async decide(
    client: ApiClient,
    caseId: string,
    decision: string,
    body: object | ((looked: ApiAnswer) => object) = {},
    expect = 200,
  ): Promise<ApiAnswer> {
    const path = casePath(caseId);
    for (let look = 1; ; look++)
      try {
        const looked = await client.get(path);
        const decided = typeof body === 'function' ? body(looked) : body;
        return await client.post(`${path}/${decision}`, decided, { ifMatch: looked.etag, expect });
      } catch (error) {
        if (look === LOOKS || !(error instanceof UnexpectedAnswerError) || error.status !== 412) throw error;
      }
  }

  /** The newest message that this telephone got and `matches` accepts. @throws when there is none */
  newestTo(telephone: string, matches: (text: string) => boolean = () => true): OutboxMessage {
    const message = this.system.messages().findLast(({ to, text }) => to === telephone && matches(text));
    if (message === undefined)
      throw new UnexpectedAnswerError(`The telephone ${telephone} got no such message.`);
    return message;
  }

  /** Whether this telephone was sent a link. */
  hasLink(telephone: string): boolean {
    return this.system.messages().some(({ to, text }) => to === telephone && LINK.test(text));
  }

  /** Path of the link in the newest message to this telephone that has one. */
  linkPathTo(telephone: string): string {
    const { text } = this.newestTo(telephone, (candidate) => LINK.test(candidate));
    return LINK.exec(text)?.[0] ?? '';
  }
}

/** @throws UnexpectedAnswerError with `complaint` unless `holds` */
export function expectThat(holds: boolean, complaint: string): asserts holds {
  if (!holds) throw new UnexpectedAnswerError(complaint);
}
