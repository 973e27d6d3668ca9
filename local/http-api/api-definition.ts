import * as z from 'zod';

import type { LocalFunction } from '#local/lambda/local-function.ts';
import type { TemplateFunctions } from '#local/lambda/template-functions.ts';
import { invokePermissions } from '#local/http-api/invoke-permissions.ts';
import { JwtAuthorizer } from '#local/http-api/jwt-authorizer.ts';
import { RouteTable } from '#local/http-api/route-table.ts';
import type { ThrottleLimits } from '#local/http-api/throttle.ts';
import type { SystemClock } from '#local/system/system-clock.ts';
import { parseProperties, type Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';
import { TemplateError } from '#local/template/template-error.ts';

const apiSchema = z.looseObject({
  ProtocolType: z.literal('HTTP', 'only HTTP APIs can be run'),
  CorsConfiguration: z
    .looseObject({
      AllowOrigins: z.array(z.string()).default([]),
      AllowMethods: z.array(z.string()).default([]),
      AllowHeaders: z.array(z.string()).default([]),
      ExposeHeaders: z.array(z.string()).default([]),
      MaxAge: z.coerce.number().optional(),
    })
    .optional(),
});

const routeSchema = z.looseObject({
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\//),
  AuthorizationType: z.enum(['NONE', 'JWT'], 'only JWT authorizers can be run').default('NONE'),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});

const integrationSchema = z.looseObject({
  IntegrationType: z.literal('AWS_PROXY', 'only functions can be integrated'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal('2.0', 'only payload format 2.0 is supported'),
  TimeoutInMillis: z.coerce.number().max(30_000).default(30_000),
});

const authorizerSchema = z.looseObject({
  AuthorizerType: z.literal('JWT', 'only JWT authorizers can be run'),
  IdentitySource: z.tuple([z.string().regex(/^\$request\.header\./, 'must be a header')]),
  JwtConfiguration: z.looseObject({ Issuer: z.url(), Audience: z.array(z.string()).min(1) }),
});

const limitsSchema = z.looseObject({
  ThrottlingBurstLimit: z.coerce.number().optional(),
  ThrottlingRateLimit: z.coerce.number().optional(),
});

const stageSchema = z.looseObject({
  StageName: z.literal('$default', 'only the stage $default can be run'),
  StageVariables: z.record(z.string(), z.string()).default({}),
  AccessLogSettings: z.looseObject({ Format: z.string().optional() }).optional(),
  DefaultRouteSettings: limitsSchema.optional(),
  RouteSettings: z.record(z.string(), limitsSchema).default({}),
});

/** A route with what it leads to. */
export interface ApiRoute {
  readonly target: LocalFunction;
  /** Whether the function lets API Gateway call it for this route. */
  readonly permitted: boolean;
  readonly timeoutMilliseconds: number;
  /** Undefined for a route that is open to all. */
  readonly authorizer: JwtAuthorizer | undefined;
  readonly scopes: readonly string[];
}

/** An HTTP API of the templates. */
export interface ApiDefinition {
  readonly apiId: string;
  readonly routes: RouteTable<ApiRoute>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly accessLogFormat: string | undefined;
  readonly cors: z.infer<typeof apiSchema>['CorsConfiguration'];
  /** Limits of a route; undefined without any. */
  limitsFor(routeKey: string): ThrottleLimits | undefined;
}

/**
 * The HTTP API of the templates; undefined when they have none, or no stage that serves it.
 * @throws TemplateError when there are several, or when it uses something that cannot be run here
 */
export function apiDefinition(
  graph: TemplateGraph,
  functions: TemplateFunctions,
  clock: SystemClock,
): ApiDefinition | undefined {
  const [resource, second] = graph.ofType('AWS::ApiGatewayV2::Api');
  if (second !== undefined)
    throw new TemplateError(`The ${second.subject} is a second HTTP API: only one can be run.`);
  const [stageResource] = graph.ofType('AWS::ApiGatewayV2::Stage');
  if (resource === undefined || stageResource === undefined) return undefined;
  const api = parseProperties(resource, apiSchema);
  const stage = parseProperties(stageResource, stageSchema);
  const apiId = graph.refOf(resource);
  const authorizers = new Map(
    graph
      .ofType('AWS::ApiGatewayV2::Authorizer')
      .map((each) => [graph.refOf(each), authorizerOf(each, clock)]),
  );
  const routes = graph.ofType('AWS::ApiGatewayV2::Route').map((each) => ({
    routeKey: parseProperties(each, routeSchema).RouteKey,
    route: apiRoute(each, { apiId, graph, functions, authorizers }),
  }));
  return {
    apiId,
    routes: new RouteTable(routes),
    stageVariables: stage.StageVariables,
    accessLogFormat: stage.AccessLogSettings?.Format,
    cors: api.CorsConfiguration,
    limitsFor: (routeKey) => throttleLimits(stage.RouteSettings[routeKey] ?? stage.DefaultRouteSettings),
  };
}

interface RouteSurroundings {
  readonly apiId: string;
  readonly graph: TemplateGraph;
  readonly functions: TemplateFunctions;
  readonly authorizers: ReadonlyMap<string, JwtAuthorizer>;
}

function apiRoute(resource: Resource, { apiId, authorizers, functions, graph }: RouteSurroundings): ApiRoute {
  const route = parseProperties(resource, routeSchema);
  const integrationId = route.Target.replace(/^integrations\//, '');
  const integrationResource = graph
    .ofType('AWS::ApiGatewayV2::Integration')
    .find((each) => graph.refOf(each) === integrationId);
  if (integrationResource === undefined) {
    throw new TemplateError(
      `The ${resource.subject} leads to the integration "${integrationId}", which no template contains.`,
    );
  }
  const integration = parseProperties(integrationResource, integrationSchema);
  const target = functions.get(integration.IntegrationUri, integrationResource.subject);
  const authorizer =
    route.AuthorizationType === 'JWT' ? authorizers.get(route.AuthorizerId ?? '') : undefined;
  if (route.AuthorizationType === 'JWT' && authorizer === undefined) {
    throw new TemplateError(
      `The ${resource.subject} has the authorizer "${route.AuthorizerId}", which no template contains.`,
    );
  }
  return {
    target,
    permitted: invokePermissions(graph, target.name).permits(apiId, route.RouteKey),
    timeoutMilliseconds: integration.TimeoutInMillis,
    authorizer,
    scopes: route.AuthorizationScopes,
  };
}

function authorizerOf(resource: Resource, clock: SystemClock): JwtAuthorizer {
  const { IdentitySource, JwtConfiguration } = parseProperties(resource, authorizerSchema);
  const settings = {
    issuer: JwtConfiguration.Issuer,
    audience: JwtConfiguration.Audience,
    header: IdentitySource[0].replace('$request.header.', '').toLowerCase(),
  };
  return new JwtAuthorizer(settings, clock);
}

function throttleLimits(limits: z.infer<typeof limitsSchema> | undefined): ThrottleLimits | undefined {
  const { ThrottlingBurstLimit: burst, ThrottlingRateLimit: rate } = limits ?? {};
  if (burst === undefined && rate === undefined) return undefined;
  return { rate: rate ?? Infinity, burst: burst ?? rate ?? Infinity };
}
