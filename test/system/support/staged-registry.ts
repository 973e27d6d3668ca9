import * as z from 'zod';

import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import type { NoticeDetails } from '#functions/registry/model/notice.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';
import { inventedNumber, inventedResident } from '#test/support/residents.ts';

import type { Stage } from './stage.ts';
import { rosterOfficer, visitor } from './test-officer.ts';

const registered = z.object({ residentId: z.string() });
const proposed = z.object({ proposalId: z.string() });
const issued = z.object({ noticeId: z.string() });
const hits = z.object({ cases: z.array(z.object({ caseId: z.string() })) });

/** Everybody of a run has a number of their own, whichever stage they are on. */
let people = 0;

/** Residents and notices of the partnership, as officers of Yaqian write them. */
export class StagedRegistry {
  static readonly path = `/v1/partnerships/${PARTNERSHIP}`;
  readonly #stage: Stage;
  readonly #officer = rosterOfficer('yaqian-duty-1');

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** Somebody whom no notice and no other resident resembles. */
  person(changes: Partial<ResidentDetails> = {}): ResidentDetails {
    people += 1;
    const birthDate = `19${60 + (people % 30)}-0${1 + (people % 8)}-1${people % 9}`;
    const name = `演${String.fromCodePoint(0x5e00 + people * 3)}${String.fromCodePoint(0x6e00 + people * 5)}`;
    return inventedResident({ name, birthDate, order: 100 + (people % 800), ...changes });
  }

  /** A resident of Yaqian's. */
  async resident(changes: Partial<ResidentDetails> = {}): Promise<string> {
    const json = this.person(changes);
    const request = { as: this.#officer, method: 'POST', path: `${StagedRegistry.path}/residents`, json };
    return (await this.#stage.succeed(request, registered)).residentId;
  }

  /** A resident of Yaqian's whose record Qianqing has asked to correct, and the proposal. */
  async proposal(): Promise<{ readonly residentId: string; readonly proposalId: string }> {
    const residentId = await this.resident();
    const path = `${StagedRegistry.path}/residents/${residentId}/proposals`;
    const json = { changes: { telephones: ['13900000815'] } };
    const request = { as: rosterOfficer('qianqing-duty-1'), method: 'POST', path, json };
    return { residentId, proposalId: (await this.#stage.succeed(request, proposed)).proposalId };
  }

  /** A notice about somebody whom no resident resembles. */
  wanted(changes: Partial<NoticeDetails> = {}) {
    const { name, birthDate, sex, documents } = this.person();
    const number = `T815-${String(people).padStart(6, '0')}`;
    const said = { number, name, birthDate, sex, documents, otherNames: [] };
    const why = { offence: '盗窃', issuedBy: '演示市公安局', issuedOn: '2026-01-02', validTo: '2098-12-31' };
    return { ...said, ...why, ...changes };
  }

  /** A notice in force. */
  async notice(changes: Partial<NoticeDetails> = {}): Promise<string> {
    const path = `${StagedRegistry.path}/wanted-notices`;
    const request = { as: this.#officer, method: 'POST', path, json: this.wanted(changes) };
    return (await this.#stage.succeed(request, issued)).noticeId;
  }

  /** A notice that was withdrawn. */
  async withdrawnNotice(): Promise<string> {
    const noticeId = await this.notice();
    await this.#withdraw(noticeId);
    return noticeId;
  }

  /** A hit that two officers have yet to verify: a resident of Yaqian's with the document of a wanted person. */
  async hit(): Promise<string> {
    return (await this.hitWithNotice()).caseId;
  }

  /** A hit whose notice was withdrawn before anybody had verified it. */
  async withdrawnHit(): Promise<void> {
    const { noticeId } = await this.hitWithNotice();
    await this.#withdraw(noticeId);
  }

  /** A hit that two officers have yet to verify, with its notice. */
  async hitWithNotice(): Promise<{ readonly caseId: string; readonly noticeId: string }> {
    const known = new Set(await this.#hits());
    const { name, birthDate, documents, sex } = this.person();
    const noticeId = await this.notice({ name, birthDate, documents, sex });
    await this.resident({ name, birthDate, documents, sex });
    const caseId = (await this.#hits()).find((each) => !known.has(each));
    if (caseId === undefined) throw new Error('The comparison has raised no hit.');
    return { caseId, noticeId };
  }

  /** A hit on which two officers were of one mind. */
  async decidedHit(verdict: 'confirmed' | 'notThePerson', held?: object): Promise<void> {
    const path = `/v1/registry-hits/${await this.hit()}/verdicts`;
    const json = { verdict, checkedBy: ['document'], ...(held === undefined ? {} : { held }) };
    for (const officerId of ['yaqian-duty-1', 'qianqing-duty-1'])
      await this.#stage.succeed({ as: rosterOfficer(officerId), method: 'POST', path, json }, z.unknown());
  }

  /** A lookup of an officer whom no roster has on shift. */
  async unusualLookup(): Promise<void> {
    const json = {
      purpose: 'identityCheck',
      ground: { legalBasis: 'policeLaw' },
      criteria: { document: this.document() },
    };
    const as = visitor('yaqian', 'dutyOfficer');
    const path = `${StagedRegistry.path}/lookups`;
    await this.#stage.succeed({ as, method: 'POST', path, json }, z.unknown());
  }

  /** A document that nobody has. */
  document(): { readonly type: 'identityCard'; readonly number: string } {
    people += 1;
    return { type: 'identityCard', number: inventedNumber('1959-05-05', 100 + (people % 800)) };
  }

  async #withdraw(noticeId: string): Promise<void> {
    const path = `${StagedRegistry.path}/wanted-notices/${noticeId}/withdrawal`;
    await this.#stage.succeed(
      { as: this.#officer, method: 'POST', path, json: {}, ifMatch: '"1"' },
      z.unknown(),
    );
  }

  async #hits(): Promise<string[]> {
    const path = '/v1/cases';
    const { cases } = await this.#stage.succeed({ as: this.#officer, method: 'GET', path }, hits);
    return cases.map(({ caseId }) => caseId).filter((caseId) => caseId.startsWith('RH-'));
  }
}
