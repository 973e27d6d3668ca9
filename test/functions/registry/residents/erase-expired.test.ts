import { beforeEach, expect, test } from 'vitest';

import type { ResidentDetails } from '#functions/registry/model/resident.ts';
import { eraseExpired } from '#functions/registry/residents/work/erase-expired.ts';
import { loadResident } from '#functions/registry/store/resident-record.ts';
import { workRowSchema } from '#functions/registry/store/work-store.ts';
import { MemoryStore } from '#test/support/memory-store.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';

import { entered, residentsApi } from './scene.ts';

let store: MemoryStore;
let platform: ReturnType<typeof registryPlatform>;
let call: ReturnType<typeof residentsApi>;
const sweep = {
  type: 'eraseExpired',
  partnershipId: PARTNERSHIP,
  stationId: 'qianqing',
  day: '2027-03-01',
} as const;

beforeEach(() => {
  store = new MemoryStore();
  platform = registryPlatform(store);
  platform.deployment.registry.retention.daysAfterLeaving = 365;
  call = residentsApi(platform);
});

function stay(from: string, to?: string): ResidentDetails['registrations'][number] {
  return {
    address: '演示路1号',
    from,
    ...(to === undefined ? {} : { to }),
    housing: 'rented',
    reportedBy: 'self',
  };
}

const isKept = async (residentId: string) =>
  (await loadResident(platform, PARTNERSHIP, residentId)) !== undefined;

const due = () =>
  store
    .items()
    .filter(({ entity }) => entity === 'work')
    .map(({ body }) => workRowSchema.parse(body).work)
    .filter((work) => work.type === 'eraseExpired');

test('who left longer ago than records are kept is erased; who lives here, left later or has no known residence stays', async () => {
  const registrations = {
    left: [stay('2024-01-01', '2026-02-28')],
    onTheLimit: [stay('2024-01-01', '2026-03-01')],
    cameBack: [stay('2020-01-01', '2021-01-01'), stay('2025-01-01')],
    unknown: [],
  };
  const ids = new Map<string, string>();
  for (const [index, [name, stays]] of Object.entries(registrations).entries())
    ids.set(name, await entered(call, { order: 411 + 2 * index, registrations: stays }));
  await eraseExpired(platform, sweep);
  await eraseExpired(platform, sweep);
  const kept = await Promise.all([...ids].map(async ([name, id]) => ((await isKept(id)) ? [name] : [])));
  expect(kept.flat()).toEqual(['onTheLimit', 'cameBack', 'unknown']);
  expect(due()).toEqual([]);
});

test('a station with many residents is gone through page by page, each page once', async () => {
  const left = [stay('2020-01-01', '2021-01-01')];
  const ids: string[] = [];
  for (let order = 1; order <= 130; order++) ids.push(await entered(call, { order, registrations: left }));
  platform.deployment.registry.retention.daysAfterLeaving = 36_500;
  await eraseExpired(platform, sweep);
  await eraseExpired(platform, sweep);
  const [next, ...others] = due();
  if (next === undefined) throw new Error('another page is due');
  expect(others).toEqual([]);
  platform.deployment.registry.retention.daysAfterLeaving = 365;
  await eraseExpired(platform, next);
  expect((await Promise.all(ids.map(isKept))).filter(Boolean)).toHaveLength(100);
  await eraseExpired(platform, sweep);
  expect((await Promise.all(ids.map(isKept))).filter(Boolean)).toEqual([]);
});
