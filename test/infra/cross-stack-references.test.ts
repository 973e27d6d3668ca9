import { describe, expect, it } from 'vitest';

import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { exampleFile } from './example-file.ts';
import { onlyOne, propertiesOf, resourcesOfType, synthesise, type Synthesised } from './synthesised.ts';

const { deployment } = loadDeploymentFile(exampleFile);
const example = synthesise('prod');

/** Names of what the stateful stack exports, and the other may import. */
function exportsOf({ stateful }: Synthesised): string[] {
  return Object.keys(stateful.findOutputs('*')).filter((name) => name.startsWith('ExportsOutput'));
}

describe('what the stateless stack imports', () => {
  it('is what is never taken away: tables with their streams, photos, files, keys', () => {
    expect(exportsOf(example).toSorted()).toEqual([
      expect.stringMatching(/^ExportsOutputFnGetAttExchangeBucket.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttLogsKey.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttMessagesKey.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttPhotosBucket.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRecordsKey.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRecordsTable.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRecordsTable.*StreamArn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRegistryKey.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRegistryPersonKeysKey.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRegistryPersonKeysTable.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRegistryTable.*Arn/),
      expect.stringMatching(/^ExportsOutputFnGetAttRegistryTable.*StreamArn/),
      expect.stringMatching(/^ExportsOutputRefExchangeBucket/),
      expect.stringMatching(/^ExportsOutputRefPhotosBucket/),
      expect.stringMatching(/^ExportsOutputRefRecordsTable/),
      expect.stringMatching(/^ExportsOutputRefRegistryPersonKeysTable/),
      expect.stringMatching(/^ExportsOutputRefRegistryTable/),
    ]);
  });

  it('lets a station be taken out', () => {
    const kept = new Set(['qianqing-yaqian']);
    const partnerships = deployment.partnerships.filter(({ id }) => kept.has(id));
    const ids = new Set(partnerships.flatMap(({ stations, superior }) => [...stations, superior]));
    const stations = deployment.stations.filter(({ id }) => ids.has(id));
    expect(stations.length).toBeLessThan(deployment.stations.length);
    const smaller = synthesise('prod', { deployment: { ...deployment, partnerships, stations } });
    expect(exportsOf(smaller)).toEqual(exportsOf(example));
    expect(resourcesOfType(smaller.stateful, 'AWS::SNS::Topic')).toHaveLength(stations.length);
  });

  it('lets the identity provider be changed', () => {
    const claims = { officer: 'officer', station: 'station', roles: 'roles' };
    const own = synthesise('prod', {
      deployment: {
        ...deployment,
        identity: { type: 'oidc', issuer: 'https://login.example', audience: ['border815'], claims },
      },
    });
    expect(exportsOf(own)).toEqual(exportsOf(example));
    expect(propertiesOf(own.stateful, 'AWS::SSM::Parameter')).toEqual([]);
  });

  it('looks the officers’ accounts up when it is deployed, by the names under which they are published', () => {
    const published = new Map(
      propertiesOf(example.stateful, 'AWS::SSM::Parameter').map(({ Name, Value }) => [Name, Value]),
    );
    const { JwtConfiguration } = onlyOne(example.stateless, 'AWS::ApiGatewayV2::Authorizer') as {
      JwtConfiguration: { Issuer: { Ref: string }; Audience: [{ Ref: string }] };
    };
    const lookedUp = ({ Ref }: { Ref: string }) => example.stateless.findParameters(Ref)[Ref];
    const [audience] = JwtConfiguration.Audience;
    expect(published.get(lookedUp(JwtConfiguration.Issuer)?.['Default'])).toEqual({
      'Fn::Join': ['', ['https://', { 'Fn::GetAtt': [expect.any(String), 'ProviderName'] }]],
    });
    expect(published.get(lookedUp(audience)?.['Default'])).toEqual({
      Ref: expect.stringMatching(/^OfficersPoolConsole/),
    });
    for (const parameter of [JwtConfiguration.Issuer, audience])
      expect(lookedUp(parameter)).toMatchObject({ Type: 'AWS::SSM::Parameter::Value<String>' });
  });
});
