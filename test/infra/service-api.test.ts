import { describe, expect, it } from 'vitest';

import { allRoutes } from '#functions/service-description/all-routes.ts';
import { apiRoutes } from '#infra/api-routes.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { exampleFile } from './example-file.ts';
import { onlyOne, propertiesOf, resourcesOf, resourcesOfType, synthesise } from './synthesised.ts';

const { infrastructure, deployment } = loadDeploymentFile(exampleFile);
const { stateless } = synthesise('prod');
const resources = resourcesOf(stateless);
const stage = onlyOne(stateless, 'AWS::ApiGatewayV2::Stage');
const routes = new Map(
  propertiesOf(stateless, 'AWS::ApiGatewayV2::Route').map((route) => [String(route['RouteKey']), route]),
);
const contractKeys = allRoutes.map(({ method, path }) => `${method} ${path}`);

/** Logical id of the function that answers a route, found by way of its integration. */
function answering(routeKey: string): string {
  const integration = referenced(routes.get(routeKey)?.['Target'], 'AWS::ApiGatewayV2::Integration');
  return referenced(resources[integration]?.Properties, 'AWS::Lambda::Function');
}

/** Logical id of the first resource of `type` that `value` refers to. */
function referenced(value: unknown, type: string): string {
  const text = JSON.stringify(value);
  const found = Object.keys(resources).find((id) => resources[id]?.Type === type && text.includes(`"${id}"`));
  if (found === undefined) throw new Error(`No ${type} in ${text}`);
  return found;
}

describe('the HTTP API', () => {
  it('has a route for every contract, and no other', () => {
    expect([...routes.keys()]).toHaveLength(contractKeys.length);
    expect(new Set(routes.keys())).toEqual(new Set(contractKeys));
  });

  it.each(contractKeysOf('officer'))('opens %s to officers with a token only', (key) => {
    const authorizerId = { Ref: referenced(routes.get(key), 'AWS::ApiGatewayV2::Authorizer') };
    expect(routes.get(key)).toMatchObject({ AuthorizationType: 'JWT', AuthorizerId: authorizerId });
  });

  it.each(contractKeysOf('public'))('opens %s to everybody', (key) => {
    expect(routes.get(key)).toMatchObject({ AuthorizationType: 'NONE' });
    expect(routes.get(key)).not.toHaveProperty('AuthorizerId');
  });

  it.each(Object.entries(apiRoutes))('answers the routes of %s by that function', (name, contracts) => {
    const functions = contracts.map(({ method, path }) => answering(`${method} ${path}`));
    expect(functions.length).toBeGreaterThan(0);
    for (const id of functions) expect(id).toContain(`Apis${name.replaceAll('-', '')}`);
  });

  it.each(Object.entries(apiRoutes))('keeps officers and the public apart in %s', (_, contracts) => {
    expect(new Set(contracts.map(({ access }) => access)).size).toBe(1);
  });

  it('needs one permission for each function, however many routes lead to it', () => {
    const permissions = resourcesOfType(stateless, 'AWS::Lambda::Permission').filter(
      ([, { Properties }]) => Properties['Principal'] === 'apigateway.amazonaws.com',
    );
    expect(permissions).toHaveLength(Object.keys(apiRoutes).length);
    for (const [, { Properties }] of permissions)
      expect(JSON.stringify(Properties['SourceArn'])).toContain('EntranceApi');
  });

  it('limits the rate of every route by what it is for', () => {
    const settings = new Map(Object.entries(stage['RouteSettings'] as Record<string, unknown>));
    expect(new Set(settings.keys())).toEqual(new Set(contractKeys));
    for (const { access, method, path } of allRoutes) {
      const { officerRead, officerChange, public: everybody } = infrastructure.throttling;
      const officers = method === 'GET' ? officerRead : officerChange;
      const { ratePerSecond, burst } = access === 'public' ? everybody : officers;
      expect(settings.get(`${method} ${path}`)).toEqual({
        ThrottlingRateLimit: ratePerSecond,
        ThrottlingBurstLimit: burst,
      });
    }
  });

  it('limits whatever is no route as it limits the public', () => {
    const { ratePerSecond, burst } = infrastructure.throttling.public;
    expect(stage['DefaultRouteSettings']).toEqual({
      ThrottlingRateLimit: ratePerSecond,
      ThrottlingBurstLimit: burst,
    });
  });

  it('makes the routes before the settings that name them', () => {
    const routeIds = resourcesOfType(stateless, 'AWS::ApiGatewayV2::Route').map(([id]) => id);
    const [[, resource] = []] = resourcesOfType(stateless, 'AWS::ApiGatewayV2::Stage');
    expect(resource).toHaveProperty('DependsOn', expect.arrayContaining(routeIds));
  });

  it('counts what the authorizer refused by a log that holds neither path, query, token nor address', () => {
    const { Format } = stage['AccessLogSettings'] as { Format: string };
    const fields: unknown = JSON.parse(Format);
    expect(fields).toMatchObject({ status: '$context.status', routeKey: '$context.routeKey' });
    for (const forbidden of ['path', 'querystring', 'sourceip', 'header', 'claims', 'useragent'])
      expect(Format.toLowerCase()).not.toContain(forbidden);
    const LogGroupName = { Ref: referenced(stage['AccessLogSettings'], 'AWS::Logs::LogGroup') };
    for (const status of ['401', '429'])
      expect(propertiesOf(stateless, 'AWS::Logs::MetricFilter')).toContainEqual(
        expect.objectContaining({ FilterPattern: `{ $.status = "${status}" }`, LogGroupName }),
      );
  });

  it('is served under the public base URL when the deployment has a certificate for it', () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000';
    const served = synthesise('prod', { infrastructure: { ...infrastructure, certificateArn } });
    expect(onlyOne(served.stateless, 'AWS::ApiGatewayV2::DomainName')).toMatchObject({
      DomainName: new URL(deployment.publicBaseUrl).hostname,
    });
    expect(propertiesOf(served.stateless, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1);
    expect(propertiesOf(stateless, 'AWS::ApiGatewayV2::DomainName')).toEqual([]);
  });
});

function contractKeysOf(access: 'officer' | 'public'): string[] {
  return allRoutes.filter((route) => route.access === access).map(({ method, path }) => `${method} ${path}`);
}
