import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { roles } from '#platform/actor/actor.ts';

import { exampleFile } from './example-file.ts';
import { onlyOne, propertiesOf, resourcesOf, resourcesOfType, synthesise } from './synthesised.ts';

const { deployment } = loadDeploymentFile(exampleFile);
const prod = synthesise('prod');
const dev = synthesise('dev');
const [recordsKey] = keyIds('border815: case records and photos');
const [messagesKey] = keyIds('border815: messages to stations and alarms');

function keyIds(description: string): string[] {
  return resourcesOfType(prod.stateful, 'AWS::KMS::Key')
    .filter(([, { Properties }]) => Properties['Description'] === description)
    .map(([id]) => id);
}

/** The JSON of a template's part with its joins put together: `{AWS::Region}` for a reference. */
function joined(part: unknown): string {
  return JSON.stringify(part, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('Fn::Join' in value)) return value;
    const [, parts] = value['Fn::Join'] as [string, (string | { Ref: string })[]];
    return parts.map((each) => (typeof each === 'string' ? each : `{${each.Ref}}`)).join('');
  });
}

const arnOf = (id: string | undefined) => ({ 'Fn::GetAtt': [id, 'Arn'] });

describe('the records table', () => {
  it('has the keys and indexes that the store uses', () => {
    const keys = (prefix: string) => [
      { AttributeName: `${prefix}pk`, KeyType: 'HASH' },
      { AttributeName: `${prefix}sk`, KeyType: 'RANGE' },
    ];
    expect(onlyOne(prod.stateful, 'AWS::DynamoDB::GlobalTable', 'RecordsTable')).toMatchObject({
      KeySchema: keys(''),
      GlobalSecondaryIndexes: ['gsi1', 'gsi2'].map((name) => ({
        IndexName: name,
        KeySchema: keys(name),
        Projection: { ProjectionType: 'ALL' },
      })),
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    });
  });

  it('can be restored to any second, is protected from deletion, and is encrypted with the records key', () => {
    expect(onlyOne(prod.stateful, 'AWS::DynamoDB::GlobalTable', 'RecordsTable')).toMatchObject({
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      Replicas: [
        expect.objectContaining({
          Region: { Ref: 'AWS::Region' },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
          DeletionProtectionEnabled: true,
          SSESpecification: { KMSMasterKeyId: arnOf(recordsKey) },
        }),
      ],
    });
  });
});

describe('the photo bucket', () => {
  it('is encrypted with the records key, closed to the public, and forgets photos in time', () => {
    expect(onlyOne(prod.stateful, 'AWS::S3::Bucket', 'PhotosBucket')).toMatchObject({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: {
              SSEAlgorithm: 'aws:kms',
              KMSMasterKeyID: arnOf(recordsKey),
            },
          },
        ],
      },
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      LifecycleConfiguration: {
        Rules: [expect.objectContaining({ Status: 'Enabled', ExpirationInDays: 365 })],
      },
    });
    expect(onlyOne(prod.stateful, 'AWS::S3::Bucket', 'PhotosBucket')).not.toHaveProperty(
      'VersioningConfiguration',
    );
  });

  it('is open to browsers from the deployment’s own pages only', () => {
    expect(onlyOne(prod.stateful, 'AWS::S3::Bucket', 'PhotosBucket')).toMatchObject({
      CorsConfiguration: {
        CorsRules: [
          {
            AllowedOrigins: [new URL(deployment.publicBaseUrl).origin],
            AllowedMethods: ['PUT', 'GET'],
            // `content-length`, which is signed too, a browser sets by itself.
            AllowedHeaders: ['content-type', 'if-none-match'],
          },
        ],
      },
    });
  });

  it('refuses requests that are not encrypted on the way', () => {
    expect(onlyOne(prod.stateful, 'AWS::S3::BucketPolicy', 'PhotosBucket')).toMatchObject({
      PolicyDocument: {
        Statement: expect.arrayContaining([
          expect.objectContaining({
            Effect: 'Deny',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });
});

describe('the station topics', () => {
  it('are one for each station, encrypted with the messages key', () => {
    const topics = resourcesOfType(prod.stateful, 'AWS::SNS::Topic');
    expect(topics).toHaveLength(deployment.stations.length);
    for (const [, { Properties }] of topics) expect(Properties['KmsMasterKeyId']).toEqual(arnOf(messagesKey));
  });

  it('have no name that SNS would put before each SMS', () => {
    for (const topic of propertiesOf(prod.stateful, 'AWS::SNS::Topic'))
      expect(topic).not.toHaveProperty('DisplayName');
  });

  it('reach every contact of the stations by e-mail or SMS, and nobody else', () => {
    const subscriptions = resourcesOfType(prod.stateful, 'AWS::SNS::Subscription').map(
      ([, { Properties }]) => `${String(Properties['Protocol'])} ${String(Properties['Endpoint'])}`,
    );
    const contacts = deployment.stations.flatMap(({ contacts: { emails, telephones } }) => [
      ...emails.map((email) => `email ${email}`),
      ...telephones.map((telephone) => `sms ${telephone}`),
    ]);
    expect(subscriptions.toSorted()).toEqual(contacts.toSorted());
  });

  it('are named, so that no export keeps a station from being taken out', () => {
    const topics = (template: Template) =>
      resourcesOfType(template, 'AWS::SNS::Topic').map(([id, { Properties }]) => [
        id,
        Properties['TopicName'],
      ]);
    expect(topics(prod.stateful)).toHaveLength(deployment.stations.length);
    for (const { id } of deployment.stations)
      expect(topics(prod.stateful).map(([, name]) => name)).toContain(
        `border815-qianqing-yaqian-prod-stateful-${id}`,
      );
    expect(JSON.stringify(prod.stateless.toJSON())).not.toContain('StationTopics');
  });

  it('keep their subscriptions when the order of the contacts changes', () => {
    const stations = deployment.stations.map((station) => ({
      ...station,
      contacts: { ...station.contacts, emails: ['new@station.example', ...station.contacts.emails] },
    }));
    const changed = synthesise('prod', { deployment: { ...deployment, stations } });
    const ids = (template: Template) => resourcesOfType(template, 'AWS::SNS::Subscription').map(([id]) => id);
    expect(ids(changed.stateful)).toEqual(expect.arrayContaining(ids(prod.stateful)));
  });
});

describe("the officers' accounts", () => {
  it('are made by administrators only, with a strong password and a second factor', () => {
    expect(onlyOne(prod.stateful, 'AWS::Cognito::UserPool')).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      Policies: {
        PasswordPolicy: expect.objectContaining({
          MinimumLength: 12,
          RequireLowercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          RequireUppercase: true,
        }),
      },
    });
  });

  it('carry officer and station, which an officer can read but not write', () => {
    expect(onlyOne(prod.stateful, 'AWS::Cognito::UserPoolClient')).toMatchObject({
      GenerateSecret: false,
      ReadAttributes: ['custom:officer', 'custom:station'],
      WriteAttributes: ['locale'],
    });
  });

  it('have one group for each role', () => {
    const groups = resourcesOfType(prod.stateful, 'AWS::Cognito::UserPoolGroup');
    expect(groups.map(([, { Properties }]) => Properties['GroupName'])).toEqual([...roles]);
  });

  it('are left out when the deployment has an identity provider of its own', () => {
    const own = synthesise('prod', {
      deployment: {
        ...deployment,
        identity: {
          type: 'oidc',
          issuer: 'https://login.example',
          audience: ['border815'],
          claims: { officer: 'officer', station: 'station', roles: 'roles' },
        },
      },
    });
    const types = Object.values(resourcesOf(own.stateful)).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::Cognito::'))).toEqual([]);
    expect(onlyOne(own.stateless, 'AWS::ApiGatewayV2::Authorizer')).toMatchObject({
      JwtConfiguration: { Issuer: 'https://login.example', Audience: ['border815'] },
    });
  });
});

describe('keys and removal', () => {
  it('rotates every key that encrypts each year', () => {
    const encrypting = propertiesOf(prod.stateful, 'AWS::KMS::Key').filter(
      ({ KeyUsage }) => KeyUsage === undefined,
    );
    expect(encrypting).toHaveLength(5);
    for (const key of encrypting) expect(key).toMatchObject({ EnableKeyRotation: true });
  });

  it('gives each station, and no superior, a key to sign by, which KMS knows no rotation of', () => {
    const signing = propertiesOf(prod.stateful, 'AWS::KMS::Key').filter(
      ({ KeyUsage }) => KeyUsage === 'SIGN_VERIFY',
    );
    expect(signing).toHaveLength(4);
    for (const key of signing) {
      expect(key).toMatchObject({ KeySpec: 'ECC_NIST_P256' });
      expect(key).not.toHaveProperty('EnableKeyRotation');
    }
  });

  it.each(['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Cognito::UserPool'])(
    'keeps %s outside dev, whatever happens to the stack, and destroys it in dev',
    (type) => {
      for (const [, kept] of resourcesOfType(prod.stateful, type))
        expect(kept).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
      for (const [, destroyed] of resourcesOfType(dev.stateful, type))
        expect(destroyed).toMatchObject({ DeletionPolicy: 'Delete' });
    },
  );

  it('lets the logs key encrypt this account’s and region’s logs, and nothing else', () => {
    const logsKey = Object.entries(resourcesOf(prod.stateful)).find(([id]) => id.startsWith('LogsKey'));
    if (logsKey === undefined) throw new Error('There is no key for logs.');
    const here = (text: string) => text.replaceAll(/<(\w+)>/g, (_, name: string) => `{AWS::${name}}`);
    const { Statement } = logsKey[1].Properties['KeyPolicy'] as { Statement: object[] };
    const forLogs = Statement.filter((statement) => JSON.stringify(statement).includes('kms:Encrypt*'));
    expect(forLogs.map((statement) => JSON.parse(joined(statement)) as unknown)).toEqual([
      expect.objectContaining({
        Principal: { Service: here('logs.<Region>.<URLSuffix>') },
        Condition: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': here(
              'arn:<Partition>:logs:<Region>:<AccountId>:log-group:*',
            ),
          },
        },
      }),
    ]);
  });

  it('keeps every log outside dev', () => {
    for (const [, log] of resourcesOfType(prod.stateless, 'AWS::Logs::LogGroup'))
      expect(log).toMatchObject({ DeletionPolicy: 'Retain' });
  });
});
