import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';

import { loadDeploymentFile } from '#infra/deployment-file.ts';
import type { Effect } from '#platform/outbox/effect.ts';
import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';

import { deploymentOptions, deploymentUsage, readOptions, readStage, required } from './command-options.ts';
import { deployedStack } from './deployed-stack.ts';
import { DeadLetterQueue } from './redrive/dead-letter-queue.ts';
import { redrive, type Finding } from './redrive/redrive.ts';
import { runCommandLine } from './run-command-line.ts';

const usage = `
npm run redrive -- --deployment FILE --stage STAGE [--apply] [options]

Lists the effects of commands that were given up after twenty attempts, and says of each what became of it. With
--apply those that are still wanted become pending again (the sweeper takes them up within a minute) and their messages
leave the queue. Mend the cause first. Repeating it does no harm.

  due         still wanted: goes back
  pending     goes back already, or was never marked as given up
  delivered   has happened meanwhile
  void        would change nothing any more: the case is closed, or another execution has taken over
  gone        the row is not there any more: delivered more than a week ago
  unreadable  no message of this system: left in the queue, for you to look at

${deploymentUsage}
  --queue-url URL       the queue, if not the one of the deployed stack; --table goes with it
  --table NAME          the records table
  --case ID             looks through this case too: messages leave the queue after two weeks, rows do not
  --apply               does it
`;

await runCommandLine(async () => {
  const values = readOptions(
    {
      ...deploymentOptions,
      'queue-url': { type: 'string' },
      table: { type: 'string' },
      case: { type: 'string' },
      apply: { type: 'boolean', default: false },
    },
    usage,
  );
  if (values === undefined) return;
  const { queueUrl, table } = await placesOf(values);
  const endpoint = values['endpoint-url'];
  const at = endpoint === undefined ? {} : { endpoint };
  const ports = {
    store: new DynamoDbItemStore(new DynamoDBClient(at), table),
    // The shell says where SQS answers, not the name of the queue, which an emulator may give in another form.
    queue: new DeadLetterQueue(new SQSClient({ ...at, useQueueUrlAsEndpoint: false }), queueUrl),
  };
  const counts = { all: 0, open: 0, unreadable: 0 };
  for await (const finding of redrive(ports, { apply: values.apply, caseId: values.case })) {
    process.stdout.write(`${describe(finding)}\n`);
    counts.all++;
    if (finding.verdict.kind === 'unreadable') counts.unreadable++;
    else if (!values.apply) counts.open++;
  }
  if (counts.all === 0) process.stdout.write('Nothing was given up.\n');
  if (counts.open > 0) process.stdout.write(`${counts.open} found; run again with --apply.\n`);
  if (counts.unreadable > 0) process.exitCode = 1;
});

interface Places {
  readonly deployment?: string | undefined;
  readonly stage?: string | undefined;
  readonly 'endpoint-url'?: string | undefined;
  readonly 'queue-url'?: string | undefined;
  readonly table?: string | undefined;
}

async function placesOf(values: Places): Promise<{ queueUrl: string; table: string }> {
  if (values['queue-url'] !== undefined)
    return { queueUrl: values['queue-url'], table: required(values.table, 'table') };
  const { deployment } = loadDeploymentFile(required(values.deployment, 'deployment'));
  const where = {
    deployment: deployment.name,
    stage: readStage(values.stage),
    endpoint: values['endpoint-url'],
  };
  const [stateful, stateless] = [
    await deployedStack(where, 'stateful'),
    await deployedStack(where, 'stateless'),
  ];
  return { queueUrl: stateless.output('DeadLetterQueueUrl'), table: stateful.output('TableName') };
}

/** Ids and outcomes only: a row holds nothing else. */
function describe({ key, verdict, done }: Finding): string {
  const parts = [
    verdict.kind.padEnd(10),
    key === undefined ? 'a message of another kind' : `${key.pk} ${key.sk}`,
  ];
  if ('row' in verdict) {
    const { effect, createdAt, attempts } = verdict.row.body;
    parts.push(what(effect), `committed ${createdAt}`, `${attempts} attempts`);
  }
  if (verdict.kind === 'void') parts.push(verdict.because);
  if (done) parts.push(verdict.kind === 'due' ? 'put back' : 'message removed');
  return parts.join('  ');
}

function what(effect: Effect): string {
  return effect.type === 'wake' ? `wake ${effect.waits.join(', ')}` : `start ${effect.executionName}`;
}
