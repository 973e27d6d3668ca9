import * as z from 'zod';

import { ApiClient } from '#cli/demo/api-client.ts';
import {
  custodyExportSchema,
  custodyHeadsSchema,
  type CustodyExport,
  type CustodyHeads,
} from '#functions/transfer/custody/custody-export.ts';

import type { Operator } from './operator.ts';

const HELD_SINCE_MS = 600_000;

/**
 * Opens a drill in which Qianqing holds somebody for Yaqian, has Yaqian's desk read the chain and keep its heads, and ends it.
 * @returns the chain after the arrest, and what was kept
 */
export async function signedCustody(
  operator: Operator,
): Promise<{ readonly custody: CustodyExport; readonly kept: CustodyHeads }> {
  const url = await operator.output('stateless', 'ApiUrl');
  const clientOf = async (officerId: string) => new ApiClient(url, await operator.tokenFor(officerId));
  const [holding, receiving] = [await clientOf('qianqing-duty-1'), await clientOf('yaqian-duty-1')];
  const opened = await holding.post(
    '/v1/transfers',
    {
      drill: true,
      suspect: { name: '演练甲', description: '演练' },
      legalGrounds: { text: '演练', documentNumber: '演练 1 号' },
      measure: 'summons',
      measureDocument: '演练 2 号',
      deprivedOfLibertyAt: new Date(Date.now() - HELD_SINCE_MS).toISOString(),
    },
    { expect: 201 },
  );
  const { caseId } = opened.json(z.looseObject({ caseId: z.string() }));
  const path = `/v1/transfers/${caseId}`;
  const custody = (await receiving.get(`${path}/custody`)).json(custodyExportSchema);
  const kept = (await receiving.get(`${path}/custody/heads`)).json(custodyHeadsSchema);
  await holding.post(
    `${path}/cancellation`,
    { reason: '演练结束' },
    { ifMatch: (await holding.get(path)).etag },
  );
  await holding.post(`${path}/closure`, {}, { ifMatch: (await holding.get(path)).etag });
  return { custody, kept };
}
