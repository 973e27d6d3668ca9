import type { Publisher } from '#functions/notification/publisher.ts';
import type { RegistryPlatform } from '#functions/registry/registry-platform.ts';
import type { Work } from '#functions/registry/work/work.ts';
import { registryTexts } from '#platform/messages/catalogue/registry.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import { lookupKey, lookupSchema } from './model/lookup-record.ts';
import { tellOnce } from './tell-once.ts';

const HOUR_CHARACTERS = '2027-03-01T12'.length;

/**
 * Tells all stations of the partnership that an officer's lookups are out of the ordinary: each pattern of an officer once an
 * hour, or nobody would read it any more. Every single one stands in the digest.
 * @throws the provider's error when a message did not go out; the work is then tried again
 */
export async function tellUnusual(
  platform: RegistryPlatform & { readonly publisher: Publisher },
  { partnershipId, lookupId }: Extract<Work, { type: 'tellUnusual' }>,
): Promise<void> {
  const found = await platform.store.get(lookupKey(partnershipId, lookupId), lookupSchema);
  const stations = platform.deployment.partnerships.find(({ id }) => id === partnershipId)?.stations ?? [];
  if (found === undefined) return;
  const { at, by, unusual } = found.body;
  const { language } = platform.deployment;
  const { subject, topic } = registryTexts.unusualLookup;
  // One station that cannot be reached keeps nobody else from hearing of it.
  const tellings = await Promise.allSettled(
    stations.map((stationId) =>
      tellOnce(platform, {
        partnershipId,
        stationId,
        name: ['UNUSUAL', by.stationId, by.officerId, unusual.join('+'), at.slice(0, HOUR_CHARACTERS)].join(
          '#',
        ),
        subject: subject[language],
        text: `${topic[language]} ${shanghaiTime(at, language)}`,
      }),
    ),
  );
  const failed = tellings.find((telling) => telling.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}
