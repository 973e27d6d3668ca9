import * as z from 'zod';

import { expectThat, type Story } from '#cli/demo/story.ts';

import { photo } from './photo.ts';

const openedSchema = z.object({ caseId: z.string() });
const uploadSchema = z.object({
  photoId: z.string(),
  upload: z.object({ url: z.url(), headers: z.record(z.string(), z.string()) }),
});
const photoAddressSchema = z.object({ url: z.url() });
const duplicateSchema = z.object({ candidates: z.array(z.object({ caseId: z.string() })) });

const ELAPSED_MINUTES = 50;

/** Yaqian takes the call: an old woman lost near the textile market, last seen fifty minutes ago. */
export async function takeTheCall(story: Story): Promise<string> {
  const yaqian = await story.as('yaqian-duty-1');
  const lastSeenAt = new Date(story.system.now().getTime() - ELAPSED_MINUTES * 60_000).toISOString();
  const opened = await yaqian.post(
    '/v1/missing-persons',
    {
      category: 'dementia',
      person: { name: '诸葛阿婆', sex: 'female', ageYears: 82 },
      lastSeen: {
        point: { lon: 120.4085, lat: 30.1413 },
        at: lastSeenAt,
        placeDescription: '中纺城附近',
      },
      meansOfTravel: 'onFoot',
      direction: 135,
      reporter: { name: '诸葛小琴', telephone: '+8613900000091', relation: '女儿' },
    },
    { expect: 201 },
  );
  const { caseId } = opened.json(openedSchema);
  story.narrate(`衙前接警：八十二岁老人在中纺城附近走失，已 ${ELAPSED_MINUTES} 分钟（${caseId}）`);
  await story.system.settle();
  return caseId;
}

/** The family sends a photo; it goes past the API to the store, and counts once it proved to be an image. */
export async function addPhoto(story: Story, caseId: string): Promise<string> {
  const yaqian = await story.as('yaqian-duty-1');
  const path = `/v1/missing-persons/${caseId}`;
  const requested = await yaqian.post(
    `${path}/photos`,
    { contentType: 'image/png', bytes: photo.byteLength },
    { expect: 201 },
  );
  const { photoId, upload } = requested.json(uploadSchema);
  const uploaded = await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: photo });
  expectThat(uploaded.ok, `The photo was not taken: ${uploaded.status}`);
  await yaqian.post(`${path}/photos/${photoId}/confirmation`, {});
  const { url } = (await yaqian.get(`${path}/photos/${photoId}`)).json(photoAddressSchema);
  const shown = await fetch(url);
  expectThat((await shown.bytes()).byteLength === photo.byteLength, 'The photo came back changed.');
  story.narrate('家属提供照片，已核验入案');
  return photoId;
}

/** The daughter calls the other station too: the second report is recognised and joins the case. */
export async function secondCaller(story: Story, caseId: string): Promise<void> {
  const qianqing = await story.as('qianqing-duty-1');
  const told = {
    person: { sex: 'female', ageYears: 80, clothing: '深蓝色棉袄，黑布鞋' },
    reporter: { name: '诸葛小梅', telephone: '+8613900000092', relation: '外孙女' },
  };
  const refused = await qianqing.post(
    '/v1/missing-persons',
    { category: 'dementia', lastSeen: { point: { lon: 120.4095, lat: 30.1405 } }, ...told },
    { expect: 409 },
  );
  const { candidates } = refused.json(duplicateSchema);
  expectThat(
    candidates.some((candidate) => candidate.caseId === caseId),
    'The second report of the same person was not recognised.',
  );
  await qianqing.post(`/v1/missing-persons/${caseId}/reports`, told);
  story.narrate('外孙女又向钱清报警：系统识别为同一人，并入原案');
}

/** The daughter remembers more. */
export async function amend(story: Story, caseId: string): Promise<void> {
  const yaqian = await story.as('yaqian-duty-1');
  await yaqian.post(`/v1/missing-persons/${caseId}/amendments`, {
    person: { description: '身高约一米五，白发，走路略跛' },
  });
  await story.system.settle();
  story.narrate('补充体貌特征');
}
