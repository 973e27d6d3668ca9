import * as z from 'zod';

import { ApiClient, UnexpectedAnswerError } from './api-client.ts';
import type { DemoSystem, OutboxMessage } from './demo-system.ts';

const officerSchema = z.object({ officerId: z.string(), name: z.string(), telephone: z.string() });
const rosterViewSchema = z.object({
  onDuty: z.array(z.object({ role: z.string(), officers: z.array(officerSchema) })),
});

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

  /** Present ETag of a case, to decide on it. */
  async versionOf(client: ApiClient, caseId: string): Promise<string> {
    const { etag } = await client.get(`/v1/missing-persons/${caseId}`);
    if (etag === undefined) throw new UnexpectedAnswerError(`The case ${caseId} came without an ETag.`);
    return etag;
  }

  /** Turns the clock by minutes. */
  async wait(minutes: number): Promise<void> {
    await this.system.advance(minutes * 60);
  }

  /** The newest message that this telephone got and `matches` accepts. @throws when there is none */
  newestTo(telephone: string, matches: (text: string) => boolean = () => true): OutboxMessage {
    const message = this.system.messages().findLast(({ to, text }) => to === telephone && matches(text));
    if (message === undefined)
      throw new UnexpectedAnswerError(`The telephone ${telephone} got no such message.`);
    return message;
  }

  /** Path of the link in the newest message to this telephone that has one. */
  linkPathTo(telephone: string): string {
    const { text } = this.newestTo(telephone, (candidate) => /\/l\/[\w-]{22}/.test(candidate));
    return /\/l\/[\w-]{22}/.exec(text)?.[0] ?? '';
  }
}

/** @throws UnexpectedAnswerError with `complaint` unless `holds` */
export function expectThat(holds: boolean, complaint: string): asserts holds {
  if (!holds) throw new UnexpectedAnswerError(complaint);
}
