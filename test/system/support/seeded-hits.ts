import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';

import { hitOpening } from '#functions/registry-hit/hit-opening.ts';
import { hitCaseSchema, type HitCase } from '#functions/registry-hit/model/hit-case.ts';
import { decisionOf, wakeAll } from '#platform/case/case-change.ts';
import { runCaseCommand } from '#platform/case/case-command.ts';
import type { Deployment } from '#platform/deployment/deployment.ts';
import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { exampleDeployment } from '#test/support/platform.ts';

/**
 * Two registry hits as a comparison writes them, until the registry itself is deployed: one that nobody verifies, and one whose
 * notice is withdrawn.
 */
export async function seedHits(local: LocalSystem, timers: Partial<Deployment['timers']>): Promise<void> {
  const { environment, credentials } = local;
  const client = new DynamoDBClient({
    endpoint: environment.awsUrl,
    region: environment.region,
    credentials,
  });
  const example = exampleDeployment();
  const platform = {
    store: new DynamoDbItemStore(client, await recordsTable(client)),
    clock: { now: () => new Date(local.now()) },
    deployment: { ...example, timers: { ...example.timers, ...timers } },
  };
  const ids: string[] = [];
  for (const residentId of ['R-NOBODY1', 'R-NOBODY2']) {
    const { caseId, writes } = await hitOpening(
      platform,
      {
        partnershipId: 'qianqing-yaqian',
        residentId,
        owningStationId: 'qianqing',
        noticeId: 'W-NOBODY',
        score: 85,
        reasons: ['name.same', 'birthDate.digitSlipped'],
      },
      platform.clock.now(),
    );
    await platform.store.transact(writes);
    ids.push(caseId);
  }
  await local.settle();
  await runCaseCommand<HitCase>(platform, {
    schema: hitCaseSchema,
    caseId: ids[0] ?? '',
    actor: { kind: 'system', process: 'registry-matching' },
    action: 'process.noticeWithdrawn',
    decide: (state, at) =>
      decisionOf(
        {
          next: { ...state, status: 'closed', closedAt: at.toISOString(), outcome: 'withdrawn' },
          event: { type: 'withdrawn', data: {} },
          effects: [wakeAll(state)],
        },
        state.version + 1,
      ),
  });
  await local.settle();
  client.destroy();
}

async function recordsTable(client: DynamoDBClient): Promise<string> {
  const [name] = (await client.send(new ListTablesCommand({}))).TableNames ?? [];
  if (name === undefined) throw new Error('The system has no table.');
  return name;
}
