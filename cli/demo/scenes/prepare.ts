import * as z from 'zod';

import { loadExampleRosters } from '#cli/load-example-rosters.ts';
import { expectThat, type Story } from '#cli/demo/story.ts';

const openApiSchema = z.object({ openapi: z.literal('3.1.0'), paths: z.record(z.string(), z.unknown()) });

/** The administrator loads officers and shifts; anybody can read what the API offers. */
export async function prepare(story: Story): Promise<void> {
  const document = (await story.anybody().get('/v1/openapi.json')).json(openApiSchema);
  expectThat('/v1/missing-persons' in document.paths, 'The OpenAPI document does not describe the intake.');
  await loadExampleRosters((officerId) => story.as(officerId));
  story.narrate('管理员载入两所及上级联络中心的值班表');
}
