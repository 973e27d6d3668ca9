/* oxlint-disable no-new -- a construct joins its scope when it is made */
import { Duration, Stack } from 'aws-cdk-lib/core';
import {
  ApiMapping,
  CfnAuthorizer,
  CfnIntegration,
  CfnRoute,
  CfnStage,
  DomainName,
  HttpApi,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

import type { RouteContract } from '#platform/http/route.ts';
import type { InfrastructureSettings, Throttle } from '#infra/infrastructure-settings.ts';

import type { BundledFunction } from './bundled-function.ts';
import { VendedLog, type LogDefaults } from './kept-log.ts';
import type { TokenIssuer } from './officer-pool.ts';

/** The gateway gives up after 30 s; this leaves it time to say so. */
const INTEGRATION_TIMEOUT = Duration.seconds(29);

/** Routes and the function that answers them. */
export interface ApiCapability {
  readonly handler: BundledFunction;
  readonly routes: readonly RouteContract[];
}

/** What the API is made from. */
export interface ServiceApiProps extends LogDefaults {
  readonly issuer: TokenIssuer;
  readonly capabilities: readonly ApiCapability[];
  readonly settings: Pick<InfrastructureSettings, 'throttling' | 'accessLogRetentionDays' | 'certificateArn'>;
  /** Origin of the links in messages; served by this API when there is a certificate for it. */
  readonly publicBaseUrl: string;
}

/**
 * Fields of the access log. The route's key stands for the path, which may hold a link's token; there is neither query
 * nor caller's address, which for a member of the public is personal data.
 */
const accessLogFields = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  error: '$context.error.message',
  authorizerError: '$context.authorizer.error',
  integrationStatus: '$context.integrationStatus',
  integrationLatencyMs: '$context.integrationLatency',
  latencyMs: '$context.responseLatency',
  responseBytes: '$context.responseLength',
};

/** The HTTP API: a route for each contract and no other; officers' routes behind the JWT authorizer. */
export class ServiceApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  readonly accessLog: LogGroup;
  /** Where the DNS name of `publicBaseUrl` must lead, when the API serves it. */
  readonly aliasTarget: string | undefined;

  constructor(scope: Construct, id: string, props: ServiceApiProps) {
    super(scope, id);
    requireDistinct(props.capabilities);
    this.api = new HttpApi(this, 'Api', { apiName: Stack.of(this).stackName, createDefaultStage: false });
    this.accessLog = new VendedLog(this, 'AccessLog', {
      ...props,
      retentionDays: props.settings.accessLogRetentionDays,
      what: 'api-access',
    });
    const { ratePerSecond, burst } = props.settings.throttling.public;
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: ratePerSecond, burstLimit: burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(JSON.stringify(accessLogFields)),
      },
    });
    this.#addRoutes(props);
    this.#throttle(props);
    this.aliasTarget = this.#addDomain(props);
  }

  #addRoutes({ capabilities, issuer }: ServiceApiProps): void {
    const { apiId } = this.api;
    const authorizer = new CfnAuthorizer(this, 'Officers', {
      apiId,
      name: 'officers',
      authorizerType: 'JWT',
      identitySource: ['$request.header.Authorization'],
      jwtConfiguration: { issuer: issuer.url, audience: [...issuer.audience] },
    });
    const officersOnly = { authorizationType: 'JWT', authorizerId: authorizer.ref };
    for (const { handler, routes } of capabilities) {
      const integration = this.#integrationOf(handler);
      for (const route of routes) {
        const made = new CfnRoute(this, routeId(route), {
          apiId,
          routeKey: routeKey(route),
          target: `integrations/${integration.ref}`,
          ...(route.access === 'officer' ? officersOnly : { authorizationType: 'NONE' }),
        });
        // The stage's settings name the routes, which must exist by then.
        this.stage.node.addDependency(made);
      }
    }
  }

  /** Plain CloudFormation: the library's own integration takes its name, and so its identity, from the first route. */
  #integrationOf(handler: BundledFunction): CfnIntegration {
    handler.addPermission('Entrance', {
      principal: new ServicePrincipal('apigateway.amazonaws.com'),
      // For the whole API: a permission per route would outgrow the function's policy.
      sourceArn: this.api.arnForExecuteApi(),
    });
    return new CfnIntegration(this, handler.name, {
      apiId: this.api.apiId,
      integrationType: 'AWS_PROXY',
      integrationUri: handler.functionArn,
      payloadFormatVersion: '2.0',
      timeoutInMillis: INTEGRATION_TIMEOUT.toMilliseconds(),
    });
  }

  /** Every route has a bucket of its own: a flood of tips leaves the officers' routes alone. */
  #throttle({ capabilities, settings }: ServiceApiProps): void {
    const stage = this.stage.node.defaultChild;
    if (!(stage instanceof CfnStage)) throw new Error('The stage has no CloudFormation resource.');
    const routes = capabilities.flatMap(({ routes }) => routes);
    stage.addPropertyOverride(
      'RouteSettings',
      Object.fromEntries(
        routes.map((route) => [routeKey(route), throttleSettings(settings.throttling[throttleClass(route)])]),
      ),
    );
  }

  #addDomain({ settings, publicBaseUrl }: ServiceApiProps): string | undefined {
    if (settings.certificateArn === undefined) return undefined;
    const domainName = new DomainName(this, 'Domain', {
      domainName: new URL(publicBaseUrl).hostname,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', settings.certificateArn),
    });
    new ApiMapping(this, 'DomainMapping', { api: this.api, domainName, stage: this.stage });
    return domainName.regionalDomainName;
  }
}

function routeKey({ method, path }: RouteContract): string {
  return `${method} ${path}`;
}

/**
 * What CloudFormation knows a route by: what callers know it by. Named by its operation, a renamed operation would be a
 * second route with the same key, which API Gateway refuses; so would a renamed path parameter, which is left out.
 */
function routeId({ method, path }: RouteContract): string {
  return `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`;
}

function throttleClass({ access, method }: RouteContract): 'officerRead' | 'officerChange' | 'public' {
  if (access === 'public') return 'public';
  return method === 'GET' ? 'officerRead' : 'officerChange';
}

/** As CloudFormation spells it; the library passes a route's settings on as they are. */
function throttleSettings({ ratePerSecond, burst }: Throttle) {
  return { ThrottlingRateLimit: ratePerSecond, ThrottlingBurstLimit: burst };
}

function requireDistinct(capabilities: readonly ApiCapability[]): void {
  const seen = new Set<string>();
  for (const route of capabilities.flatMap(({ routes }) => routes))
    for (const name of [route.operationId, routeKey(route)]) {
      if (seen.has(name)) throw new Error(`Two routes are both "${name}".`);
      seen.add(name);
    }
}
