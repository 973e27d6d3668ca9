import { describe, expect, it } from 'vitest';

import { allRoutes } from '#functions/service-description/all-routes.ts';
import { apiRoutes } from '#infra/api-routes.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';

import { exampleFile } from './example-file.ts';
import { resourcesOf, resourcesOfType, synthesise } from './synthesised.ts';

const { infrastructure, deployment } = loadDeploymentFile(exampleFile);
const { stateless } = synthesise('prod');
const resources = resourcesOf(stateless);
const routes = resourcesOfType(stateless, 'AWS::ApiGatewayV2::Route').map(([, resource]) => resource);
const [[, stage] = ['', undefined]] = resourcesOfType(stateless, 'AWS::ApiGatewayV2::Stage');

/** Description of the function that answers a route, found by way of its integration. */
function answering(routeKey: string): string {
  const route = routes.find(({ Properties }) => Properties['RouteKey'] === routeKey);
  const integration = referenced(route?.Properties['Target'], 'AWS::ApiGatewayV2::Integration');
  return referenced(integration, 'AWS::Lambda::Function');
}

/** Logical id of the first resource of `type` that a property, or a resource's properties, refer to. */
function referenced(from: unknown, type: string): string {
  const properties = typeof from === 'string' ? resources[from]?.Properties : from;
  const text = JSON.stringify(properties);
  const found = Object.keys(resources).find((id) => resources[id]?.Type === type && text.includes(`"${id}"`));
  if (found === undefined) throw new Error(`No ${type} in ${text}`);
  return found;
}

describe('the HTTP API', () => {
  it('has a route for every contract, and no other', () => {
    const inTemplate = routes.map(({ Properties }) => Properties['RouteKey']);
    const inContracts = allRoutes.map(({ method, path }) => `${method} ${path}`);
    expect(inTemplate.toSorted()).toEqual(inContracts.toSorted());
  });

  it.each(allRoutes.map((route) => [`${route.method} ${route.path}`, route.access]))(
    'opens %s to %s only',
    (key, access) => {
      const properties = routes.find(({ Properties }) => Properties['RouteKey'] === key)?.Properties;
      expect(properties?.['AuthorizationType']).toBe(access === 'officer' ? 'JWT' : 'NONE');
      expect(properties).toHaveProperty('Target');
      if (access === 'officer')
        expect(referenced(properties?.['AuthorizerId'], 'AWS::ApiGatewayV2::Authorizer')).toBeTruthy();
      else expect(properties).not.toHaveProperty('AuthorizerId');
    },
  );

  it('answers each route by the function of its capability, public ones by functions of their own', () => {
    const functionOf = new Map<string, string>();
    for (const [name, contracts] of Object.entries(apiRoutes))
      for (const { method, path } of contracts) functionOf.set(`${method} ${path}`, name);
    for (const [key, name] of functionOf)
      expect(answering(key), key).toContain(`Apis${name.replaceAll('-', '')}`);
    const byFunction = Object.values(apiRoutes).map((contracts) => contracts.map(({ access }) => access));
    for (const accesses of byFunction) expect(new Set(accesses).size).toBe(1);
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
    const settings = stage?.Properties['RouteSettings'] as Record<string, unknown>;
    expect(Object.keys(settings).toSorted()).toEqual(
      routes.map(({ Properties }) => Properties['RouteKey']).toSorted(),
    );
    for (const { access, method, path } of allRoutes) {
      const { officerRead, officerChange, public: everybody } = infrastructure.throttling;
      const officers = method === 'GET' ? officerRead : officerChange;
      const { ratePerSecond, burst } = access === 'public' ? everybody : officers;
      expect(settings[`${method} ${path}`]).toEqual({
        ThrottlingRateLimit: ratePerSecond,
        ThrottlingBurstLimit: burst,
      });
    }
  });

  it('makes the routes before the settings that name them', () => {
    const routeIds = resourcesOfType(stateless, 'AWS::ApiGatewayV2::Route').map(([id]) => id);
    expect(stage).toHaveProperty('DependsOn', expect.arrayContaining(routeIds));
  });

  it('counts what the authorizer refused by a log that holds neither path, query, token nor address', () => {
    const { Format } = stage?.Properties['AccessLogSettings'] as { Format: string };
    const fields: unknown = JSON.parse(Format);
    expect(fields).toMatchObject({ status: '$context.status', routeKey: '$context.routeKey' });
    for (const forbidden of ['path', 'querystring', 'sourceip', 'header', 'claims', 'useragent'])
      expect(Format.toLowerCase()).not.toContain(forbidden);
    stateless.hasResourceProperties('AWS::Logs::MetricFilter', {
      FilterPattern: '{ $.status = "401" }',
      LogGroupName: { Ref: referenced(stage?.Properties['AccessLogSettings'], 'AWS::Logs::LogGroup') },
    });
  });

  it('is served under the public base URL when the deployment has a certificate for it', () => {
    const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/00000000';
    const served = synthesise('prod', { infrastructure: { ...infrastructure, certificateArn } });
    served.stateless.hasResourceProperties('AWS::ApiGatewayV2::DomainName', {
      DomainName: new URL(deployment.publicBaseUrl).hostname,
    });
    served.stateless.resourceCountIs('AWS::ApiGatewayV2::ApiMapping', 1);
    stateless.resourceCountIs('AWS::ApiGatewayV2::DomainName', 0);
  });
});
