import * as z from 'zod';

import type { Stage } from './stage.ts';
import { rosterOfficer, type TestOfficer } from './test-officer.ts';

const answerSchema = z.record(z.string(), z.unknown());

/** Cases of one capability on a stage, brought to where a test needs them by whoever may do it. */
export class StagedCases {
  readonly stage: Stage;
  readonly yaqian: TestOfficer = rosterOfficer('yaqian-duty-1');
  readonly qianqing: TestOfficer = rosterOfficer('qianqing-duty-1');
  readonly #path: string;

  /** @param path where the capability's cases are, such as `/v1/transfers` */
  constructor(stage: Stage, path: string) {
    this.stage = stage;
    this.#path = path;
  }

  /** Opens a case. */
  async openedBy(as: TestOfficer, json: object): Promise<string> {
    const request = { as, method: 'POST', path: this.#path, json };
    return (await this.stage.succeed(request, z.object({ caseId: z.string() }))).caseId;
  }

  /** Adds something to a case. */
  add(as: TestOfficer, caseId: string, what: string, json: object): Promise<z.infer<typeof answerSchema>> {
    const request = { as, method: 'POST', path: `${this.#path}/${caseId}/${what}`, json };
    return this.stage.succeed(request, answerSchema);
  }

  /** Decides something on the case's present version. */
  async decide(
    as: TestOfficer,
    caseId: string,
    what: string,
    json: object,
    purpose?: string,
  ): Promise<z.infer<typeof answerSchema>> {
    const ifMatch = await this.etag(caseId, purpose);
    const request = { as, method: 'POST', path: `${this.#path}/${caseId}/${what}`, json, ifMatch };
    return this.stage.succeed(request, answerSchema);
  }

  /** Present ETag of a case; a closed one is read for a purpose. */
  async etag(caseId: string, purpose?: string): Promise<string> {
    const query = purpose === undefined ? '' : `?purpose=${encodeURIComponent(purpose)}`;
    const { headers, status } = await this.stage.send({
      as: this.yaqian,
      method: 'GET',
      path: `${this.#path}/${caseId}${query}`,
    });
    if (status !== 200 || headers.etag === undefined)
      throw new Error(`GET ${this.#path}/${caseId} answered ${status} without ETag.`);
    return headers.etag;
  }

  /** The case as Yaqian reads it. */
  view(caseId: string): Promise<z.infer<typeof answerSchema>> {
    return this.stage.succeed(
      { as: this.yaqian, method: 'GET', path: `${this.#path}/${caseId}` },
      answerSchema,
    );
  }
}
