import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { DeploymentFileError, loadDeploymentFile } from '#infra/deployment-file.ts';

import { exampleFile } from './example-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const geographyFile = exampleFile.replace('example.deployment.json', 'geography.geojson');
const folder = temporaryFolder();

/** Writes the example file with the value at `path` replaced (undefined: removed), and loads it. */
function loadWith(path: string, value: unknown) {
  const content: unknown = JSON.parse(readFileSync(exampleFile, 'utf8'));
  set(content, ['infrastructure', 'geography'], geographyFile);
  set(content, path.split('.'), value);
  const file = join(folder, 'changed.deployment.json');
  writeFileSync(file, JSON.stringify(content));
  return loadDeploymentFile(file);
}

function set(target: unknown, [key = '', ...rest]: string[], value: unknown): void {
  const members = target as Record<string, unknown>;
  if (rest.length > 0) set(members[key], rest, value);
  else members[key] = value;
}

function faultOf(load: () => unknown): DeploymentFileError {
  try {
    load();
  } catch (error) {
    if (error instanceof DeploymentFileError) return error;
    throw error;
  }
  throw new Error('The file was accepted.');
}

describe('a deployment file', () => {
  it('is read into what the functions get and what only the stacks need', () => {
    const { deployment, infrastructure, geography } = loadDeploymentFile(exampleFile);
    expect(deployment.partnerships.map(({ id }) => id)).toEqual(['qianqing-yaqian', 'example-north']);
    expect(deployment).not.toHaveProperty('infrastructure');
    expect(infrastructure.alarmEmails).toHaveLength(1);
    expect(geography).toHaveProperty('type', 'FeatureCollection');
  });

  it.each([
    ['name', 'Qianqing Yaqian'],
    ['publicBaseUrl', 'https://b815.example/'],
    ['timeZone', 'Europe/London'],
    ['stations.0.contacts.telephones.0', '0571-815'],
    ['stations.1.id', 'yaqian'],
    ['partnerships.0.superior', 'qianqing'],
    ['partnerships.1.stations.1', 'nowhere'],
    ['timers.ladder.2.limitSeconds.critical', 0],
    ['timers.missingPerson.reviewSeconds', '2h'],
    ['identity.type', 'password'],
    ['infrastructure.alarmEmails', []],
    ['infrastructure.logRetentionDays', 42],
    ['infrastructure.throttling.public.burst', 0],
    ['infrastructure.certificateArn', 'certificate-1'],
    ['infrastructure.geography', 'no-such-file.geojson'],
    ['infrastructure', undefined],
  ])('with a wrong %s is refused, and the field is named', (path, value) => {
    const { fields, message } = faultOf(() => loadWith(path, value));
    const named = path === 'stations.1.id' ? 'stations' : path;
    expect(fields).toContain(named);
    expect(message).toContain(named);
  });

  it.each(['colour', 'timers.missingPerson.colour', 'infrastructure.colour'])(
    'with an unknown field %s is refused, and the field is named',
    (path) => {
      expect(faultOf(() => loadWith(path, 'red')).fields).toEqual([path]);
    },
  );

  it('with a geography that is none is refused, and says what is wrong with it', () => {
    const file = join(folder, 'empty.geojson');
    writeFileSync(file, '{"type":"FeatureCollection","features":[{}]}');
    const fault = faultOf(() => loadWith('infrastructure.geography', file));
    expect(fault.fields).toEqual(['infrastructure.geography']);
    expect(fault.message).toContain('features');
  });

  it('that is missing or no JSON object is refused by its name', () => {
    expect(faultOf(() => loadDeploymentFile(join(folder, 'absent.json'))).message).toContain('absent.json');
    const file = join(folder, 'list.json');
    writeFileSync(file, '[]');
    expect(faultOf(() => loadDeploymentFile(file)).message).toContain('must hold a JSON object');
  });
});
