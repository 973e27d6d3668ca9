import type { Publisher } from '#functions/notification/publisher.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import { tellOnce } from '#functions/registry/lookup/tell-once.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { registryTexts } from '#platform/messages/catalogue/registry.ts';

import { digestOf } from './digest.ts';

/**
 * Tells a station, once, that the digest of a day is there to be read; a day on which nobody looked for anybody is not told.
 * The digest itself is drawn from the records of the lookups whenever it is read, so that it cannot differ from them.
 * @throws the provider's error when it did not go out; the work is then tried again
 */
export async function writeDigest(
  platform: RegistryPlatform & { readonly publisher: Publisher },
  { partnershipId, stationId, day }: Extract<Work, { type: 'writeDigest' }>,
): Promise<void> {
  const { lookups, refused } = await digestOf(platform, partnershipId, stationId, day);
  if (lookups + refused === 0) return;
  const { language } = platform.deployment;
  const { subject, topic } = registryTexts.digest;
  await tellOnce(platform, {
    partnershipId,
    stationId,
    name: `DIGEST#${day}`,
    subject: subject[language],
    text: `${topic[language]} ${day}`,
  });
}
