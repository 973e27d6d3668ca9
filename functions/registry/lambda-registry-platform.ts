import { KMSClient } from '@aws-sdk/client-kms';

import { registryEnvironment, readEnvironment } from '#platform/lambda/environment.ts';
import { lambdaPlatform } from '#platform/lambda/lambda-platform.ts';

import type { RegistryPlatform } from './registry-platform.ts';
import { kmsMasterSecret } from './vault/kms-master-secret.ts';
import { StoredPersonVault } from './vault/stored-person-vault.ts';

/** The platform of functions that read or write the registry. */
export function lambdaRegistryPlatform(): RegistryPlatform {
  const { MASTER_KEY_ARN, REGISTRY_TABLE_NAME, PERSON_KEYS_TABLE_NAME } =
    readEnvironment(registryEnvironment);
  const platform = lambdaPlatform({ registry: REGISTRY_TABLE_NAME, personKeys: PERSON_KEYS_TABLE_NAME });
  const masterSecret = kmsMasterSecret(new KMSClient({}), MASTER_KEY_ARN, platform.store);
  return { ...platform, vault: new StoredPersonVault(platform.store, masterSecret) };
}
