import { expect, test } from 'vitest';

import { importPartSchema } from '#functions/registry/exchange/import-part.ts';
import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { hitCaseSchema } from '#functions/registry-hit/model/hit-case.ts';
import { compareImportPart } from '#functions/registry/matching/compare.ts';
import { noticeDetailsSchema } from '#functions/registry/model/notice.ts';
import { importPartKey } from '#functions/registry/store/keys.ts';
import { issueNotice } from '#functions/registry/store/notice-command.ts';
import { registerResident } from '#functions/registry/store/resident-command.ts';
import { caseListPartition } from '#platform/case/case.ts';
import { idempotencyOf } from '#platform/command/idempotency.ts';
import { officer } from '#test/support/platform.ts';
import { PARTNERSHIP, registryPlatform } from '#test/support/registry.ts';
import { inventedResident } from '#test/support/residents.ts';

const by = { actor: officer('qianqing', 'dutyOfficer'), action: 'test' } as const;

test.each([1, 60])(
  'of %s residents of a part of a file the one who is wanted is found, once',
  async (people) => {
    const registry = registryPlatform();
    const platform = {
      ...registry,
      openHit: (hit: Parameters<typeof hitOpening>[1], at: Date) => hitOpening(registry, hit, at),
    };
    const residentIds: string[] = [];
    for (let place = 0; place < people; place++) {
      const isWanted = place === people - 1;
      const reply = await registerResident(platform, {
        ...by,
        partnershipId: PARTNERSHIP,
        owningStationId: 'qianqing',
        details: inventedResident({
          order: 101 + 2 * place,
          name: isWanted ? '程伟' : '欧阳春',
          ...(isWanted ? { otherNames: [{ kind: 'former', name: '程立峰' }], birthDate: '1985-03-17' } : {}),
        }),
        idempotency: idempotencyOf('test', String(place), 0),
      });
      residentIds.push(String(reply?.body['residentId']));
    }
    await issueNotice(
      platform,
      PARTNERSHIP,
      noticeDetailsSchema.parse({
        number: 'TJ-2026-0815',
        name: '程立峰',
        birthDate: '1985-03-12',
        offence: '盗窃',
        issuedBy: '演示市公安局',
        issuedOn: '2026-10-01',
      }),
      { ...by, idempotency: idempotencyOf('test', 'notice', 0) },
    );
    const part = importPartSchema.parse({ residentIds });
    const key = importPartKey(PARTNERSHIP, 'IM-1', 1);
    await platform.store.transact([{ kind: 'create', item: { key, entity: 'importPart', body: part } }]);
    for (let again = 0; again < 2; again++)
      await compareImportPart(platform, { partnershipId: PARTNERSHIP, importId: 'IM-1', part: 1 });
    const { items } = await platform.store.queryIndex(
      'gsi1',
      caseListPartition(PARTNERSHIP, 'OPEN'),
      hitCaseSchema,
    );
    expect(items.map(({ body }) => [body.residentId, body.reasons])).toEqual([
      [residentIds.at(-1), ['name.same', 'name.notPresent', 'birthDate.digitSlipped']],
    ]);
  },
);
