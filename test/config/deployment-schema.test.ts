import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { deploymentJsonSchema } from '#infra/deployment-json-schema.ts';

import { jsonSchemaFaults } from './json-schema-faults.ts';

type Json = Record<string, unknown>;

const folder = new URL('../../config/', import.meta.url);
const read = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Json;
const schema = read('deployment.schema.json');
const deployments = readdirSync(folder).filter((name) => name.endsWith('.deployment.json'));

/** The example with the value at `path` replaced. */
function exampleWith(path: string, value: unknown): Json {
  const content = read('example.deployment.json');
  const parts = path.split('.');
  const last = parts.pop() ?? '';
  const target = parts.reduce((members: Json, part) => members[part] as Json, content);
  target[last] = value;
  return content;
}

/** Every property of the schema with its path, objects in lists and alternatives included. */
function propertiesOf(part: Json, path = ''): [path: string, property: Json][] {
  const own = Object.entries((part['properties'] ?? {}) as Record<string, Json>).flatMap(
    ([name, property]): [string, Json][] => [
      [`${path}.${name}`, property],
      ...propertiesOf(property, `${path}.${name}`),
    ],
  );
  const nested = [part['items'], part['additionalProperties'], ...((part['oneOf'] ?? []) as Json[])];
  return [
    ...own,
    ...nested.flatMap((each) =>
      typeof each === 'object' && each !== null ? propertiesOf(each as Json, path) : [],
    ),
  ];
}

describe('the schema for editors', () => {
  it('is what the deployment file is checked by: run "npm run config:schema" when it is not', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(deploymentJsonSchema())));
  });

  it('is of draft 2020-12 and closed: an unknown field is underlined', () => {
    expect(schema['$schema']).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schema['additionalProperties']).toBe(false);
  });

  it('says of every field what it is for', () => {
    const selfEvident = /\.(zh-CN|en|critical|urgent|normal|type|verified|officerRead|officerChange|public)$/;
    const silent = propertiesOf(schema)
      .filter(([path, { description }]) => description === undefined && !selfEvident.test(path))
      .map(([path]) => path);
    expect(silent).toEqual([]);
  });

  it.each(deployments)('accepts %s, which names it', (name) => {
    const content = read(name);
    expect(jsonSchemaFaults(schema, content)).toEqual([]);
    expect(content['$schema']).toBe('./deployment.schema.json');
  });

  it.each<[string, unknown, string]>([
    ['colour', 'red', 'colour additionalProperties'],
    ['language', 'zh', 'language enum'],
    ['timeZone', 'Europe/London', 'timeZone const'],
    ['partnerships', [], 'partnerships minItems'],
    ['stations.0.contacts.telephones.0', '0571', 'stations.0.contacts.telephones.0 pattern'],
    ['timers.ladder.0.limitSeconds.critical', 9, 'timers.ladder.0.limitSeconds.critical minimum'],
    ['timers.linkSeconds', 90.5, 'timers.linkSeconds type'],
    ['identity', { type: 'password' }, 'identity oneOf'],
    ['infrastructure.logRetentionDays', 42, 'infrastructure.logRetentionDays enum'],
    ['infrastructure.photoRetentionDays', undefined, 'infrastructure.photoRetentionDays type'],
    ['officers.0.roles', ['sheriff'], 'officers.0.roles.0 enum'],
    ['rosters.yaqian.weekly.0.from', '8:00', 'rosters.yaqian.weekly.0.from pattern'],
    ['legalLimits.limits.0.duration', '12 h', 'legalLimits.limits.0.duration pattern'],
  ])('refuses a wrong %s (%j) in the editor already', (path, value, fault) => {
    expect(jsonSchemaFaults(schema, exampleWith(path, value))).toContain(fault);
  });
});
