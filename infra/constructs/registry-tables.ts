import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

import type { Stage } from '#infra/stage.ts';

import { RecordsTable, type StoreUse } from './records-table.ts';
import { ServiceKey } from './service-key.ts';

/**
 * How long a destroyed key can be brought back, in days: long enough for a mistake to be noticed, short enough to say that
 * an erasure is final after a week.
 */
const KEYS_RECOVERY_DAYS = 7;

/** What the tables need. */
export interface RegistryTablesProps {
  readonly stage: Stage;
}

/** What a function does with the registry besides reading, creating and replacing single items. */
export interface RegistryUse extends StoreUse {
  /** It erases persons, and so destroys their keys. */
  readonly destroysKeys?: boolean;
  /** It enters persons: it writes their keys. */
  readonly entersPersons?: boolean;
  /** It may be the first to need the secret that wraps the keys of persons, and then draws it. */
  readonly drawsSecret?: boolean;
}

/**
 * The tables of the resident registry. Residents and wanted notices are sealed by a data key of each person; these keys lie in
 * a table of their own, under another key of the key service, and its backups lapse: what is destroyed there takes with it all
 * that backups of the other table still hold.
 */
export class RegistryTables extends Construct {
  readonly registryKey: ServiceKey;
  readonly registry: RecordsTable;
  readonly personKeys: RecordsTable;
  readonly #personKeysKey: ServiceKey;

  constructor(scope: Construct, id: string, { stage }: RegistryTablesProps) {
    super(scope, id);
    this.registryKey = new ServiceKey(this, 'Key', {
      stage,
      description: 'border815: resident registry, files of residents',
    });
    this.#personKeysKey = new ServiceKey(this, 'PersonKeysKey', {
      stage,
      description: 'border815: data keys of the persons in the registry',
    });
    this.registry = new RecordsTable(this, 'Registry', { stage, key: this.registryKey });
    this.personKeys = new RecordsTable(this, 'PersonKeys', {
      stage,
      key: this.#personKeysKey,
      recoveryDays: KEYS_RECOVERY_DAYS,
    });
  }

  /** What a function that uses the registry finds the tables and the key by. */
  get environment(): {
    readonly REGISTRY_TABLE_NAME: string;
    readonly PERSON_KEYS_TABLE_NAME: string;
    readonly MASTER_KEY_ARN: string;
  } {
    return {
      REGISTRY_TABLE_NAME: this.registry.table.tableName,
      PERSON_KEYS_TABLE_NAME: this.personKeys.table.tableName,
      MASTER_KEY_ARN: this.#personKeysKey.keyArn,
    };
  }

  /** Lets a function use the registry: read persons, open their keys; more only where it says so. */
  grantRegistry(grantee: IGrantable, use: RegistryUse = {}): void {
    this.registry.grantStore(grantee, use);
    this.personKeys.grantStore(grantee, {
      readsOnly: use.entersPersons !== true,
      deletes: use.destroysKeys === true,
    });
    // The one key that functions use themselves: it wraps what wraps the persons' keys.
    grantee.grantPrincipal.addToPrincipalPolicy(
      new PolicyStatement({
        actions: ['kms:Decrypt', ...(use.drawsSecret === true ? ['kms:GenerateDataKey'] : [])],
        resources: [this.#personKeysKey.keyArn],
        conditions: { StringEquals: { 'kms:EncryptionContext:use': 'resident-registry' } },
      }),
    );
  }
}
