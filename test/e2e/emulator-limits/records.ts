import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';

import type { Operator } from '../operator.ts';
import type { EmulatorLimit } from './limit.ts';

async function tableHasRecovery(operator: Operator): Promise<boolean> {
  const TableName = await operator.output('stateful', 'TableName');
  const { ContinuousBackupsDescription } = await new DynamoDBClient().send(
    new DescribeContinuousBackupsCommand({ TableName }),
  );
  return (
    ContinuousBackupsDescription?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus === 'ENABLED'
  );
}

async function tableHasKey(operator: Operator): Promise<boolean> {
  const TableName = await operator.output('stateful', 'TableName');
  const { Table } = await new DynamoDBClient().send(new DescribeTableCommand({ TableName }));
  return Table?.SSEDescription?.KMSMasterKeyArn !== undefined;
}

/** What its DynamoDB cannot. */
export const recordLimits: readonly EmulatorLimit[] = [
  {
    what: 'turns point-in-time recovery on for an AWS::DynamoDB::GlobalTable',
    instead: 'the tests of the template look at it',
    canByNow: tableHasRecovery,
  },
  {
    what: 'encrypts an AWS::DynamoDB::GlobalTable with its customer-managed key',
    instead: 'the tests of the template and of the policies look at it',
    canByNow: tableHasKey,
  },
];
