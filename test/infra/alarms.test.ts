import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { UNDELIVERED_MESSAGE } from '#functions/notification/logged-publisher.ts';
import { runbookSections } from '#infra/constructs/operations-alarms.ts';
import { functionNames } from '#infra/function-entries.ts';

import { onlyOne, resourcesOf, resourcesOfType, synthesise } from './synthesised.ts';

const alarmSchema = z.object({
  AlarmDescription: z.string(),
  AlarmActions: z.array(z.object({ Ref: z.string() })),
  MetricName: z.string(),
  Namespace: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.unknown() })).optional(),
  TreatMissingData: z.string(),
  Period: z.number(),
});

const { stateless, stateful } = synthesise('prod');
const alarms = resourcesOfType(stateless, 'AWS::CloudWatch::Alarm').map(
  ([id, { Properties }]) => [id, alarmSchema.parse(Properties)] as const,
);

/** Names of the resources that a metric is watched on. */
function watchedOn(metric: string): string[] {
  return alarms
    .filter(([, { MetricName }]) => MetricName === metric)
    .map(([, { Dimensions }]) => JSON.stringify(Dimensions));
}

describe('the alarms', () => {
  it.each(['DeadLetters', 'StreamFailures'])('watch that the queue %s is empty', (queue) => {
    const queues = watchedOn('ApproximateNumberOfMessagesVisible');
    expect(queues.filter((dimensions) => dimensions.includes(`Processes${queue}`))).toHaveLength(1);
  });

  it.each(['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'])(
    'watch %s on both state machines',
    (metric) => {
      const machines = watchedOn(metric).join();
      expect(machines).toContain('ProcessesMissingPersonMachine');
      expect(machines).toContain('ProcessesNotifyMachine');
    },
  );

  it.each(['Errors', 'Throttles'])('watch %s of every function', (metric) => {
    expect(watchedOn(metric)).toHaveLength(functionNames.length);
    expect(new Set(watchedOn(metric)).size).toBe(functionNames.length);
  });

  it('watch how far the relay is behind, the API’s own errors, and refused tokens', () => {
    expect(watchedOn('IteratorAge').join()).toContain('outboxrelay');
    expect(watchedOn('5xx')).toHaveLength(1);
    expect(watchedOn('RefusedTokens')).toHaveLength(1);
  });

  it('watch for messages that no provider took over, by what their sender logs', () => {
    expect(watchedOn('UndeliveredMessages')).toHaveLength(1);
    const filters = resourcesOfType(stateless, 'AWS::Logs::MetricFilter').filter(([id]) =>
      id.startsWith('Processesnotificationsteps'),
    );
    expect(filters).toMatchObject([
      [
        expect.anything(),
        {
          Properties: {
            FilterPattern: `{ $.message = "${UNDELIVERED_MESSAGE}" }`,
            LogGroupName: { Ref: expect.stringMatching(/^Processesnotificationstepslog/) },
          },
        },
      ],
    ]);
  });

  it('go off when the sweeper is silent, for then nothing would be measured', () => {
    const silent = alarms.filter(([, { MetricName }]) => MetricName === 'Invocations');
    expect(silent.map(([, { TreatMissingData }]) => TreatMissingData)).toEqual(['breaching']);
  });

  it.each(alarms)('%s says its impact, where to read on, and tells the operators', (_, alarm) => {
    const [, impact, section] =
      /^(.+\.) What to do: docs\/operations\.md#(.+)$/.exec(alarm.AlarmDescription) ?? [];
    expect(impact?.length).toBeGreaterThan(20);
    expect(runbookSections).toContain(section);
    expect(alarm.AlarmActions.map(({ Ref }) => Ref)).toEqual([expect.stringMatching(/^AlarmsTopic/)]);
  });

  it('reach every operator of the deployment', () => {
    expect(onlyOne(stateless, 'AWS::SNS::Subscription')).toMatchObject({
      Protocol: 'email',
      Endpoint: 'operations@border815.example',
    });
  });

  it('may publish to the topic, and use the key that encrypts it', () => {
    // No condition on the key: CloudWatch meets none there, and would not say so.
    const withoutCondition = { Effect: 'Allow', Principal: { Service: 'cloudwatch.amazonaws.com' } };
    const byAlarms = {
      ...withoutCondition,
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    };
    expect(onlyOne(stateless, 'AWS::SNS::TopicPolicy')).toMatchObject({
      PolicyDocument: {
        Statement: expect.arrayContaining([expect.objectContaining({ ...byAlarms, Action: 'sns:Publish' })]),
      },
    });
    const [, topic] = resourcesOfType(stateless, 'AWS::SNS::Topic')[0] ?? [];
    expect(JSON.stringify(topic?.Properties['KmsMasterKeyId'])).toContain('MessagesKey');
    const key = Object.entries(resourcesOf(stateful)).find(([id]) => id.startsWith('MessagesKey'))?.[1];
    expect(key?.Properties).toMatchObject({
      KeyPolicy: {
        Statement: expect.arrayContaining([
          { ...withoutCondition, Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' },
        ]),
      },
    });
  });

  it('lead to sections that the operator’s manual has', () => {
    const manual = new URL('../../docs/operations.md', import.meta.url);
    const text = readFileSync(manual, 'utf8');
    for (const section of runbookSections) expect(text).toMatch(new RegExp(`^#+ ${section}$`, 'm'));
  });
});
