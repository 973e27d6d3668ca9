import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { functionNames } from '#infra/function-entries.ts';
import { apiFunctionNames } from '#infra/api-routes.ts';

import { onlyOne, resourcesOfType, synthesise } from './synthesised.ts';

const prod = synthesise('prod');

/** The JSON that a join makes, each reference in it as `<LogicalId>` or `<LogicalId.Attribute>`. */
const joinedSchema = z
  .object({
    'Fn::Join': z.tuple([z.literal(''), z.array(z.union([z.string(), z.record(z.string(), z.unknown())]))]),
  })
  .transform(({ 'Fn::Join': [, parts] }) =>
    parts.map((part) => (typeof part === 'string' ? part : `<${named(part)}>`)).join(''),
  );

function named(reference: Record<string, unknown>): string {
  const [value] = Object.values(reference);
  return Array.isArray(value) ? value.join('.') : String(value);
}

const widgetSchema = z.object({
  type: z.enum(['metric', 'alarm']),
  properties: z.looseObject({
    title: z.string(),
    alarms: z.array(z.string()).default([]),
    metrics: z.array(z.array(z.unknown())).default([]),
  }),
});

function widgetsOf(template: Template): z.output<typeof widgetSchema>[] {
  const body = joinedSchema.parse(onlyOne(template, 'AWS::CloudWatch::Dashboard')['DashboardBody']);
  return z.object({ widgets: z.array(widgetSchema) }).parse(JSON.parse(body)).widgets;
}

const widgets = widgetsOf(prod.stateless);

/** The metrics of the graph whose title begins so, as JSON text. */
function graph(title: string): string {
  const found = widgets.find(({ properties }) => properties.title.startsWith(title));
  if (found === undefined) throw new Error(`There is no graph "${title}".`);
  return JSON.stringify(found.properties.metrics);
}

describe('the dashboard', () => {
  it('is one for each stage of each deployment', () => {
    expect(onlyOne(prod.stateless, 'AWS::CloudWatch::Dashboard')).toMatchObject({
      DashboardName: 'border815-qianqing-yaqian-prod',
    });
    expect(onlyOne(synthesise('dev').stateless, 'AWS::CloudWatch::Dashboard')).toMatchObject({
      DashboardName: 'border815-qianqing-yaqian-dev',
    });
  });

  it('shows every alarm, red ones first', () => {
    const [first] = widgets;
    const alarms = resourcesOfType(prod.stateless, 'AWS::CloudWatch::Alarm').map(([id]) => `<${id}.Arn>`);
    expect(first?.type).toBe('alarm');
    expect(first?.properties.alarms.toSorted()).toEqual(alarms.toSorted());
  });

  it('shows what is asked of each capability, and its errors', () => {
    for (const name of apiFunctionNames) {
      expect(graph('Requests a second')).toContain(name);
      expect(graph('Errors')).toContain(name);
    }
    expect(graph('Errors')).toContain('5xx');
    expect(graph('Time to answer')).toContain('p95');
  });

  it('shows how long an alert takes to leave, and what did not', () => {
    const ways = graph('From commit to publication');
    expect(ways).toMatch(
      /"border815","CommitToPublish","FunctionName","<Processesnotificationsteps[0-9A-F]{8}>"/,
    );
    expect(ways).toMatch(/"border815","CommitToEffect","FunctionName","<Processesoutboxrelay[0-9A-F]{8}>"/);
    expect(ways).toContain('IteratorAge');
    const lost = graph('Messages not taken over');
    expect(lost).toContain('"border815/qianqing-yaqian-prod","UndeliveredMessages"');
    expect(lost).toContain('"TopicName","border815-qianqing-yaqian-prod-stateful-yaqian"');
  });

  it('shows what is stuck, failed or open', () => {
    expect(graph('Given up')).toContain('DeadLetters');
    expect(graph('Given up')).toContain('StreamFailures');
    for (const outcome of ['failed', 'timed out', 'aborted'])
      for (const machine of ['missing-person', 'notify'])
        expect(graph('Processes that failed')).toContain(`${machine} ${outcome}`);
    expect(graph('Open processes')).toContain('ExecutionsStarted');
  });

  it('shows what is refused', () => {
    expect(graph('Refused')).toContain('RefusedTokens');
    expect(graph('Refused')).toContain('ThrottledRequests');
    for (const name of functionNames) expect(graph('Throttled functions')).toContain(`"label":"${name}"`);
    expect(graph('Throttled functions')).toContain('WriteThrottleEvents');
  });

  it('is found by its address in the console of the partition', () => {
    const [url] = Object.values(prod.stateless.findOutputs('DashboardUrl'));
    expect(joinedSchema.parse(url?.['Value'])).toMatch(
      /^https:\/\/<DashboardConsole.+host>\/cloudwatch\/home\?region=<AWS::Region>#dashboards\/dashboard\/<Dashboard/,
    );
  });
});
