import * as z from 'zod';

import { missingPersonHandlers } from '#functions/missing-person/handlers.ts';
import type { ImageType } from '#functions/missing-person/model/photo.ts';
import type { PhotoStore, UploadedPhoto } from '#functions/missing-person/photo/photo-store.ts';
import { runProcessStep } from '#functions/missing-person/process/process-steps.ts';
import { missingPersonRoutes } from '#functions/missing-person/routes.ts';
import { publicAppealHandlers } from '#functions/public-appeal/handlers.ts';
import { publicAppealRoutes } from '#functions/public-appeal/routes.ts';
import type { OfficerActor } from '#platform/actor/actor.ts';
import { apiCaller, type ApiAnswer, type ApiCall } from '#test/functions/platform/http/api-call.ts';
import { testPlatform } from '#test/support/platform.ts';

import { stateOf, withSearch, yaqian } from './scene.ts';

/** Photos in memory: what is put there by `upload` is what was uploaded. */
export class RememberedPhotos implements PhotoStore {
  readonly uploaded = new Map<string, UploadedPhoto>();

  uploadAddress(name: string, type: ImageType, bytes: number, validSeconds: number) {
    const url = `https://photos.example/${name}?valid=${validSeconds}`;
    return Promise.resolve({ url, headers: { 'content-type': type, 'content-length': String(bytes) } });
  }

  replace(name: string, contentType: ImageType, content: Uint8Array, uploadedBytes: number): Promise<void> {
    this.uploaded.set(name, { contentType, uploadedBytes, content });
    return Promise.resolve();
  }

  inspect(name: string): Promise<UploadedPhoto | undefined> {
    return Promise.resolve(this.uploaded.get(name));
  }

  downloadAddress(name: string, validSeconds: number): Promise<string> {
    return Promise.resolve(`https://photos.example/${name}?valid=${validSeconds}`);
  }
}

type Operation = keyof typeof missingPersonRoutes;
let keys = 0;

/** The missing persons' and the public appeal's APIs on an empty table. */
export async function caseApi() {
  const platform = withSearch(await testPlatform());
  const photos = new RememberedPhotos();
  const officers = apiCaller(platform, missingPersonRoutes, missingPersonHandlers(platform, photos));
  const everybody = apiCaller(platform, publicAppealRoutes, publicAppealHandlers(platform, photos));

  /** Sends a request of an officer with a key of its own. */
  const send = (operation: Operation, actor: OfficerActor, call: ApiCall = {}): Promise<ApiAnswer> => {
    keys += 1;
    return officers(operation, {
      actor,
      ...call,
      headers: { 'idempotency-key': `api-request-${keys}`, ...call.headers },
    });
  };

  /** Sends a command on a case, decided on its present version. */
  const decide = async (
    operation: Operation,
    actor: OfficerActor,
    caseId: string,
    json: object = {},
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<ApiAnswer> => {
    const { version } = await stateOf(platform, caseId);
    const headers = { 'if-match': `"${version}"` };
    return send(operation, actor, { parameters: { caseId, ...parameters }, json, headers });
  };

  /** Opens a case by Yaqian's desk. @returns its id */
  const open = async (json: object = elder, actor: OfficerActor = yaqian): Promise<string> => {
    const answer = await send('openMissingPerson', actor, { json });
    if (answer.status !== 201) throw new Error(`The case was not opened: ${answer.text}`);
    return z.object({ caseId: z.string() }).parse(answer.body).caseId;
  };

  /** Lets the case's process take a step. */
  const step = async (caseId: string, name: string): Promise<object> => {
    const { generation, processPart } = await stateOf(platform, caseId);
    return runProcessStep(platform, { step: name, caseId, generation, processPart });
  };

  return { platform, photos, send, decide, open, step, everybody };
}

/** What `caseApi` gives. */
export type CaseApi = Awaited<ReturnType<typeof caseApi>>;

/** An intake as JSON, with nothing in it but category, place and what tells the person apart. */
export const elder = {
  category: 'dementia',
  person: { name: '钱桂英', sex: 'female', ageYears: 78, clothing: '蓝色棉袄，黑色布鞋' },
  lastSeen: { point: { lon: 120.4115, lat: 30.1455 }, placeDescription: '中纺城北门' },
  reporter: { name: '钱明', telephone: '13900000999', relation: '儿子' },
};

/** Another person, elsewhere, whom nobody takes for the elder. */
export const boy = {
  category: 'child7to12',
  person: { name: '小虎', sex: 'male', ageYears: 9, clothing: '红色校服，白色球鞋' },
  lastSeen: { point: { lon: 120.3795, lat: 30.1535 }, placeDescription: '凤凰村小学' },
};

/** The fields that a refusal names. */
export function fieldsOf(answer: ApiAnswer): string[] {
  const problem = z.object({ errors: z.array(z.object({ field: z.string() })) }).parse(answer.body);
  return problem.errors.map(({ field }) => field);
}

/** The stable last part of a refusal's type. */
export function slugOf(answer: ApiAnswer): string {
  return z.object({ type: z.string() }).parse(answer.body).type.split(':').at(-1) ?? '';
}
