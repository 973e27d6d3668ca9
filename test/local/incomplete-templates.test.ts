import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, inject, test } from 'vitest';

import { startLocalTemplates } from '#local/start-local-templates.ts';
import { synthesise, type Synthesised } from '#local/synthesise.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import type { Template } from '#local/template/template.ts';

import { fixtureApp } from './fixture/fixture-app.ts';

let directory: string;
let whole: Synthesised;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'border815-test-'));
  const outdir = join(directory, 'cdk.out');
  whole = synthesise(
    fixtureApp({ outdir, url: '', issuer: 'https://issuer.example', audience: 'border815' }),
  );
});

afterAll(() => rmSync(directory, { recursive: true }));

type ResourceOf<T> = T extends { Resources: Record<string, infer R> } ? R : never;

/** Runs the fixture without the resources of a type that the test picks. */
function startWithout(
  type: string,
  picks: (resource: ResourceOf<Template>) => boolean = () => true,
): Promise<LocalSystem> {
  const templates = Object.fromEntries(
    Object.entries(whole.templates).map(([stack, template]) => {
      const kept = Object.entries(template.Resources).filter(
        ([, each]) => each.Type !== type || !picks(each),
      );
      return [stack, { ...template, Resources: Object.fromEntries(kept) }];
    }),
  );
  const dynamodb = { endpoint: inject('dynamoDbEndpoint') };
  return startLocalTemplates({ clock: 'virtual', dynamodb, synthesised: () => ({ ...whole, templates }) });
}

test('without its route a path is answered 404, and the other routes as before', async () => {
  const system = await startWithout(
    'AWS::ApiGatewayV2::Route',
    ({ Properties }) => Properties['RouteKey'] === 'GET /limited',
  );
  expect((await fetch(`${system.url}/limited`)).status).toBe(404);
  expect((await fetch(`${system.url}/echo/x`)).status).toBe(200);
  await system.close();
});

test('without the permission for API Gateway a route is answered 500', async () => {
  const system = await startWithout('AWS::Lambda::Permission');
  expect((await fetch(`${system.url}/echo/x`)).status).toBe(500);
  await system.close();
});

test('without its stage the API answers nothing', async () => {
  const system = await startWithout('AWS::ApiGatewayV2::Stage');
  expect((await fetch(`${system.url}/echo/x`)).status).toBe(404);
  await system.close();
});

test.each([
  [
    'AWS::Lambda::Function',
    /resource \w+ \(.*\) refers to "\w+(\.Arn)?", which the template does not contain/,
  ],
  ['AWS::StepFunctions::StateMachine', /resource Relay\w+ \(AWS::Lambda::Function\) refers to "Reminder\w+"/],
  ['AWS::DynamoDB::GlobalTable', /refers to "Notes\w+(\.\w+)?"/],
  ['AWS::ApiGatewayV2::Integration', /resource Api\w+ \(AWS::ApiGatewayV2::Route\) refers to "Api\w+"/],
  [
    'AWS::ApiGatewayV2::Authorizer',
    /resource Api\w+ \(AWS::ApiGatewayV2::Route\) refers to "ApiOfficers\w+"/,
  ],
])('without %s the start fails and names both ends of the reference', async (type, message) => {
  await expect(startWithout(type)).rejects.toThrow(message);
});
