import { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import bundledDeployment from '#deployment';
import { systemClock } from '#platform/clock.ts';
import { deploymentSchema } from '#platform/deployment/deployment.ts';
import type { Platform } from '#platform/platform.ts';
import { DynamoDbItemStore, type TableNames } from '#platform/store/dynamodb-item-store.ts';

import { readEnvironment, tableEnvironment } from './environment.ts';

/** The structured log of this function: ids and outcomes, never the content of a record. */
export const logger = new Logger({ serviceName: 'border815' });

/**
 * The use cases' platform on AWS, built once per cold start from the environment and the bundled configuration.
 * @param registryTables names of the registry's tables, for the functions that may use them
 */
export function lambdaPlatform(registryTables: Omit<TableNames, 'records'> = {}): Platform {
  const tables = { records: readEnvironment(tableEnvironment).TABLE_NAME, ...registryTables };
  return {
    store: new DynamoDbItemStore(new DynamoDBClient({}), tables),
    clock: systemClock,
    deployment: deploymentSchema.parse(bundledDeployment),
  };
}
