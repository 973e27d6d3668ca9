import * as z from 'zod';

import { uploadObjectName } from '#functions/registry/exchange/model/upload.ts';
import { PARTNERSHIP } from '#test/support/registry.ts';

import { StagedRegistry } from './staged-registry.ts';
import type { Stage } from './stage.ts';
import { rosterOfficer } from './test-officer.ts';
import type { WireAnswer } from './wire.ts';

const announced = z.object({
  uploadId: z.string(),
  upload: z.object({ url: z.url(), headers: z.record(z.string(), z.string()) }),
});
const imported = z.object({ importId: z.string() });
const exported = z.object({ exportId: z.string() });

/** People of a file whose import is stopped: so many that nobody has written them before. */
export const STOPPED_PEOPLE = 200;
const HEADERS = '姓名,身份证号,户籍';

/** Files of residents of Yaqian, as its officers bring them in and take them out. */
export class StagedExchange {
  static readonly path = `/v1/partnerships/${PARTNERSHIP}`;
  readonly #stage: Stage;
  readonly #officer = rosterOfficer('yaqian-duty-1');

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** A file with this many people, below them a row that nobody can take, where it is uploaded. */
  async upload(people = 2): Promise<string> {
    const registry = new StagedRegistry(this.#stage);
    const rows = Array.from({ length: people }, () => {
      const { name, documents } = registry.person();
      return `${name},${documents[0]?.number ?? ''},外地`;
    });
    const content = [HEADERS, ...rows, '程演,815,外地'].join('\r\n');
    const json = { name: '实有人口.csv', format: 'csv', bytes: Buffer.byteLength(content) };
    const { uploadId, upload } = await this.#post('uploads', json, announced);
    const response = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: content });
    if (!response.ok) throw new Error(`The upload was answered ${response.status}: ${await response.text()}`);
    return uploadId;
  }

  /** A file that is imported. */
  async done(): Promise<string> {
    const json = { uploadId: await this.upload(), kind: 'residents', stationId: this.#officer.stationId };
    return (await this.#post('imports', json, imported)).importId;
  }

  /** A file whose import was stopped before its end. */
  async stopped(): Promise<string> {
    return this.#stopped(await this.upload(STOPPED_PEOPLE));
  }

  /** A file that was announced and never uploaded, and one that has lapsed before it was read. */
  async missing(lapse: (objectName: string) => Promise<void>): Promise<void> {
    const json = { name: '实有人口.csv', format: 'csv', bytes: 815 };
    const { uploadId } = await this.#post('uploads', json, announced);
    const { status } = await this.#begin(uploadId);
    if (status !== 409) throw new Error(`The import of a missing file was answered ${status}.`);
    const lapsing = await this.upload(STOPPED_PEOPLE);
    const importId = await this.#stopped(lapsing);
    await lapse(uploadObjectName({ partnershipId: PARTNERSHIP, uploadId: lapsing }));
    await this.#post(`imports/${importId}/resumption`, {}, z.unknown());
  }

  /** A file that holds the residents of Yaqian. */
  async exported(): Promise<string> {
    await new StagedRegistry(this.#stage).resident();
    const json = { stationId: this.#officer.stationId, format: 'csv', purpose: '年度核对' };
    const { exportId } = await this.#post('exports', json, exported, 'yaqian-chief');
    return exportId;
  }

  /** Stops an import while its file is read, before anything else is waited for. */
  async #stopped(uploadId: string): Promise<string> {
    const { importId } = imported.parse(JSON.parse((await this.#begin(uploadId)).text));
    const path = `${StagedExchange.path}/imports/${importId}/stop`;
    const { status, text } = await this.#stage.send({ as: this.#officer, method: 'POST', path, json: {} });
    if (status !== 200) throw new Error(`The import could not be stopped: ${text}`);
    await this.#stage.system.settle();
    return importId;
  }

  /** Asks for an import and waits for nothing. */
  #begin(uploadId: string): Promise<WireAnswer> {
    const json = { uploadId, kind: 'residents', stationId: this.#officer.stationId };
    const path = `${StagedExchange.path}/imports`;
    return this.#stage.send({ as: this.#officer, method: 'POST', path, json });
  }

  #post<T>(path: string, json: object, reply: z.ZodType<T>, officerId = this.#officer.officerId): Promise<T> {
    const as = rosterOfficer(officerId);
    return this.#stage.succeed({ as, method: 'POST', path: `${StagedExchange.path}/${path}`, json }, reply);
  }
}
