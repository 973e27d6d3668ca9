import { App, Stack } from 'aws-cdk-lib/core';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';

import { serviceDescriptionApiEnvironment } from '#functions/service-description/api.environment.ts';
import { serviceDescriptionRoutes } from '#functions/service-description/routes.ts';
import { BundledFunction } from '#infra/constructs/bundled-function.ts';
import { ServiceApi } from '#infra/constructs/service-api.ts';
import { ServiceKey } from '#infra/constructs/service-key.ts';
import { loadDeploymentFile } from '#infra/deployment-file.ts';
import { memoryMb, timeouts } from '#infra/function-sizes.ts';
import type { RouteContract } from '#platform/http/route.ts';

import { exampleFile } from './example-file.ts';
import { statefulIds, statelessIds, type LogicalIds } from './logical-ids.ts';
import { resourcesOf, resourcesOfType, standInBundles, synthesise } from './synthesised.ts';

const { stateful, stateless } = synthesise('prod');

/** The template's logical ids of the given types; of all types when there are none. */
function idsOf(template: Template, types?: readonly string[]): LogicalIds {
  const wanted = Object.entries(resourcesOf(template)).filter(
    ([, { Type }]) => types === undefined || types.includes(Type),
  );
  return Object.fromEntries(
    [...Map.groupBy(wanted, ([, { Type }]) => Type)].map(([type, found]) => [
      type,
      found.map(([id]) => id).toSorted(),
    ]),
  );
}

/** Logical ids of the routes of an API that has these. */
function routeIds(routes: readonly RouteContract[]): string[] {
  const stack = new Stack(new App(), 'Routes');
  const logsKey = new ServiceKey(stack, 'LogsKey', { stage: 'prod', description: 'logs' });
  const handler = new BundledFunction(stack, {
    bundles: standInBundles(),
    stage: 'prod',
    logsKey,
    logRetentionDays: 7,
    name: 'service-description',
    description: 'answers',
    environmentSchema: serviceDescriptionApiEnvironment,
    environment: {},
    memoryMb: memoryMb.standard,
    timeout: timeouts.answer,
  });
  const api = new ServiceApi(stack, 'Entrance', {
    stage: 'prod',
    logsKey,
    issuer: { url: 'https://login.example', audience: ['border815'] },
    capabilities: [{ handler, routes }],
    settings: loadDeploymentFile(exampleFile).infrastructure,
    publicBaseUrl: 'https://815.example',
  });
  return resourcesOfType(Template.fromStack(Stack.of(api)), 'AWS::ApiGatewayV2::Route').map(([id]) => id);
}

describe('logical ids', () => {
  it('of the stateful stack are those that deployments already have', () => {
    expect(idsOf(stateful)).toEqual(statefulIds);
  });

  it('of what hurts to be replaced in the stateless stack are, too', () => {
    expect(idsOf(stateless, Object.keys(statelessIds))).toEqual(statelessIds);
  });

  it('of a route follow from its method and path: another name for its operation or a parameter replaces nothing', () => {
    const [route] = Object.values<RouteContract>(serviceDescriptionRoutes);
    if (route === undefined) throw new Error('There is no route.');
    const before: RouteContract = { ...route, operationId: 'readCase', path: '/v1/cases/{caseId}' };
    const renamed: RouteContract = { ...before, operationId: 'getCase', path: '/v1/cases/{id}' };
    expect(routeIds([renamed])).toEqual(routeIds([before]));
    const others = [
      { ...before, method: 'PUT' as const },
      { ...before, path: '/v1/cases' },
      { ...before, path: '/v1/{cases}/caseId' },
    ];
    for (const other of others) expect(routeIds([other])).not.toEqual(routeIds([before]));
  });
});
