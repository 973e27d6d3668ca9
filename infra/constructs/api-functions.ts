import { Construct } from 'constructs';

import { caseworkApiEnvironment } from '#functions/casework/api.environment.ts';
import { dutyApiEnvironment } from '#functions/duty/api.environment.ts';
import { investigationApiEnvironment } from '#functions/investigation/api.environment.ts';
import { missingPersonApiEnvironment } from '#functions/missing-person/api.environment.ts';
import { publicAppealApiEnvironment } from '#functions/public-appeal/api.environment.ts';
import { publicLinkApiEnvironment } from '#functions/public-link/api.environment.ts';
import { registryApiEnvironment } from '#functions/registry/api.environment.ts';
import { registryHitApiEnvironment } from '#functions/registry-hit/api.environment.ts';
import { serviceDescriptionApiEnvironment } from '#functions/service-description/api.environment.ts';
import { transferApiEnvironment } from '#functions/transfer/api.environment.ts';
import { apiFunctionNames, apiRoutes, type ApiFunctionName } from '#infra/api-routes.ts';
import { memoryMb, timeouts } from '#infra/function-sizes.ts';

import { BundledFunction, type FunctionDefaults } from './bundled-function.ts';
import type { UploadBucket } from './upload-bucket.ts';
import type { RecordsTable } from './records-table.ts';
import type { RegistryTables } from './registry-tables.ts';
import type { ApiCapability } from './service-api.ts';
import type { StationKeys } from './station-keys.ts';

/** What the functions behind the API use. */
export interface ApiFunctionsProps {
  readonly defaults: FunctionDefaults;
  readonly records: RecordsTable;
  readonly photos: UploadBucket;
  readonly registry: RegistryTables;
  readonly exchange: UploadBucket;
  readonly stationKeys: StationKeys;
}

/** One function per capability of the API; what is open to everybody has functions and roles of its own. */
export class ApiFunctions extends Construct {
  readonly functions: Readonly<Record<ApiFunctionName, BundledFunction>>;

  constructor(scope: Construct, id: string, props: ApiFunctionsProps) {
    super(scope, id);
    const { defaults, records, photos, registry, exchange, stationKeys } = props;
    const answering = { ...defaults, memoryMb: memoryMb.standard, timeout: timeouts.answer };
    const table = { TABLE_NAME: records.table.tableName };
    const keys = { STATION_KEY_ALIAS_PREFIX: stationKeys.aliasPrefix };
    const photo = { PHOTO_BUCKET: photos.bucket.bucketName };
    this.functions = {
      'casework-api': new BundledFunction(this, {
        ...answering,
        name: 'casework-api',
        description: 'what all kinds of cases share: lists, tasks, acknowledgements, audit',
        environmentSchema: caseworkApiEnvironment,
        environment: table,
      }),
      'duty-api': new BundledFunction(this, {
        ...answering,
        name: 'duty-api',
        description: 'rosters and handovers of the stations',
        environmentSchema: dutyApiEnvironment,
        environment: table,
      }),
      'investigation-api': new BundledFunction(this, {
        ...answering,
        name: 'investigation-api',
        description: 'joint investigations: cooperation, leads, coercive steps, arrest',
        environmentSchema: investigationApiEnvironment,
        environment: { ...table, ...keys },
      }),
      'missing-person-api': new BundledFunction(this, {
        ...answering,
        memoryMb: memoryMb.planning,
        name: 'missing-person-api',
        description: 'reports and search of missing persons',
        environmentSchema: missingPersonApiEnvironment,
        environment: { ...table, ...photo },
      }),
      'public-appeal': new BundledFunction(this, {
        ...answering,
        name: 'public-appeal',
        description: 'public appeals and tips, open to everybody',
        environmentSchema: publicAppealApiEnvironment,
        environment: { ...table, ...photo },
      }),
      'public-link': new BundledFunction(this, {
        ...answering,
        name: 'public-link',
        description: 'links sent to officers, open to whoever holds one',
        environmentSchema: publicLinkApiEnvironment,
        environment: table,
      }),
      'registry-api': new BundledFunction(this, {
        ...answering,
        name: 'registry-api',
        description: 'residents and wanted notices: entered, corrected, looked up',
        environmentSchema: registryApiEnvironment,
        environment: { ...table, ...registry.environment, EXCHANGE_BUCKET: exchange.bucket.bucketName },
      }),
      'registry-hit-api': new BundledFunction(this, {
        ...answering,
        name: 'registry-hit-api',
        description: 'registry hits: two officers verify who may be wanted',
        environmentSchema: registryHitApiEnvironment,
        environment: { ...table, ...keys, ...registry.environment },
      }),
      'service-description': new BundledFunction(this, {
        ...answering,
        name: 'service-description',
        description: 'the OpenAPI document',
        environmentSchema: serviceDescriptionApiEnvironment,
        environment: {},
      }),
      'transfer-api': new BundledFunction(this, {
        ...answering,
        name: 'transfer-api',
        description: 'suspect transfers: preparation, approval, handover, custody',
        environmentSchema: transferApiEnvironment,
        environment: { ...table, ...keys },
      }),
    };
    this.#grant(props);
  }

  /** The functions with their routes, as the API wants them. */
  get capabilities(): ApiCapability[] {
    return apiFunctionNames.map((name) => ({ handler: this.functions[name], routes: apiRoutes[name] }));
  }

  #grant({ records, photos, registry, exchange, stationKeys }: ApiFunctionsProps): void {
    records.grantStore(this.functions['registry-api']);
    registry.grantRegistry(this.functions['registry-api'], {
      checks: true,
      indexes: ['gsi1'],
      deletes: true,
      lists: true,
      destroysKeys: true,
      entersPersons: true,
      drawsSecret: true,
    });
    exchange.grantUpload(this.functions['registry-api']);
    records.grantStore(this.functions['registry-hit-api'], { lists: true });
    registry.grantRegistry(this.functions['registry-hit-api'], { lists: true });
    stationKeys.grantSign(this.functions['registry-hit-api']);
    records.grantStore(this.functions['investigation-api'], { checks: true, lists: true });
    records.grantStore(this.functions['transfer-api'], { lists: true });
    for (const name of ['casework-api', 'duty-api', 'missing-person-api'] as const)
      records.grantStore(this.functions[name], { lists: true, indexes: ['gsi1'] });
    records.grantStore(this.functions['public-appeal']);
    records.grantStore(this.functions['public-link'], { lists: true });
    photos.grantUpload(this.functions['missing-person-api']);
    photos.grantView(this.functions['public-appeal']);
    stationKeys.grantSign(this.functions['investigation-api']);
    stationKeys.grantSign(this.functions['transfer-api']);
  }
}
