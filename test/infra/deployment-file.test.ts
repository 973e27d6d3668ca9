import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from 'vitest';

import { DeploymentFileError, loadDeploymentFile } from '#infra/deployment-file.ts';

import { exampleFile } from './example-file.ts';
import { temporaryFolder } from './temporary-folder.ts';

const geographyFile = exampleFile.replace('example.deployment.json', 'geography.geojson');
const folder = temporaryFolder();
const exampleText = readFileSync(exampleFile, 'utf8');

/** Loads what `text` says, as a file beside none of the files that the example names. */
function loadText(text: string) {
  const file = join(folder, 'changed.deployment.json');
  writeFileSync(file, text);
  return loadDeploymentFile(file);
}

/** Loads the example file with the value at `path` replaced (undefined: removed). */
function loadWith(path: string, value: unknown) {
  const content: unknown = JSON.parse(exampleText);
  set(content, ['infrastructure', 'geography'], geographyFile);
  set(content, path.split('.'), value);
  return loadText(JSON.stringify(content));
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

/** What the message says about a field. */
function complaint({ message }: DeploymentFileError, field: string): string {
  const line = message.split('\n').find((each) => each.startsWith(`  ${field}: `));
  return line?.slice(field.length + 4) ?? '';
}

describe('a deployment file', () => {
  it('is read into what the functions get, what only the stacks need, and what neither gets', () => {
    const { deployment, infrastructure, geography, rosters } = loadDeploymentFile(exampleFile);
    expect(deployment.partnerships.map(({ id }) => id)).toEqual(['qianqing-yaqian', 'example-north']);
    for (const section of ['$schema', 'infrastructure', 'officers', 'rosters'])
      expect(deployment).not.toHaveProperty([section]);
    expect(infrastructure.alarmEmails).toHaveLength(1);
    expect(geography).toHaveProperty('type', 'FeatureCollection');
    expect(Object.keys(rosters)).toEqual(deployment.stations.map(({ id }) => id));
    expect(rosters['liaison-centre']?.officers.map(({ officerId }) => officerId)).toContain('admin-1');
    expect(deployment.legalLimits.readings).toHaveLength(2);
  });

  it.each<[field: string, value: unknown, says: string]>([
    // What the functions are given.
    ['name', 'Qianqing Yaqian', 'lower-case letters'],
    ['name', undefined, 'is missing'],
    ['publicBaseUrl', 'https://b815.example/', 'must not end in a slash'],
    ['publicBaseUrl', 'b815', 'an address such as https://b815.example'],
    ['language', 'zh', '"zh-CN", "en"'],
    ['timeZone', 'Europe/London', 'must be "Asia/Shanghai"'],
    ['partnerships', [], 'at least 1'],
    ['partnerships.1.id', 'qianqing-yaqian', 'is the id of partnerships.0 already'],
    ['partnerships.0.name.zh-CN', '', 'at least 1'],
    ['partnerships.0.stations', ['yaqian'], 'exactly 2 entries'],
    ['partnerships.0.stations', ['yaqian', 'yaqian'], 'two different stations'],
    ['partnerships.1.stations', ['qianqing', 'yaqian'], 'are the stations of partnerships.0 already'],
    ['partnerships.1.stations.1', 'nowhere', 'there are: yaqian, qianqing, north-bank, south-bank'],
    ['partnerships.0.superior', 'qianqing', 'there are: liaison-centre, river-liaison'],
    ['stations.1.id', 'yaqian', 'is the id of stations.0 already'],
    ['stations.0.kind', 'precinct', '"station", "superior"'],
    ['stations.0.contacts.telephones.0', '0571-815', 'international number such as +86'],
    ['stations.0.contacts.emails.0', 'duty', 'a mailbox such as'],
    ['stations.0.contacts.emails', ['a@b.example', 'a@b.example'], 'is the same as number 0'],
    ['timers.ladder', [], 'at least 1'],
    ['timers.ladder.0.role', 'sheriff', '"dutyOfficer", "patrolOfficer", "deputy"'],
    [
      'timers.ladder.0.role',
      'patrolOfficer',
      'may not acknowledge an alert for the station; allowed: dutyOfficer',
    ],
    ['timers.ladder.3.role', 'chief', 'may not acknowledge an alert for the superior; allowed: liaison'],
    ['timers.ladder.2.limitSeconds.critical', 0, 'from 10 to 2592000'],
    ['timers.missingPerson.reviewSeconds', '2h', 'whole seconds'],
    ['timers.missingPerson.reviewSeconds', 90.5, 'whole seconds'],
    ['timers.linkSeconds', 2_592_001, 'from 10 to 2592000'],
    ['timers.investigation.answerSeconds.urgent', '1h', 'whole seconds'],
    ['timers.transfer.warnSeconds', [], 'from 1 to 10 entries'],
    ['identity.type', 'password', '"cognito", "oidc"'],
    ['identity', { type: 'oidc', issuer: 'issuer', audience: ['x'], claims: {} }, 'an address such as'],
    // What only the stacks need.
    ['infrastructure', undefined, 'is missing'],
    ['infrastructure.alarmEmails', [], 'at least 1'],
    ['infrastructure.logRetentionDays', 42, '30, 60, 90'],
    ['infrastructure.throttling.public.burst', 0, 'from 1 to 5000'],
    ['infrastructure.throttling.public.ratePerSecond', 'many', 'must be a number'],
    ['infrastructure.throttling.public.ratePerSecond', 0, 'more than 0'],
    ['infrastructure.certificateArn', 'certificate-1', 'the ARN of an ACM certificate'],
    ['infrastructure.geography', 'no-such-file.geojson', 'no such file'],
    // Officers and shifts.
    ['officers.0.telephone', '13900000001', 'international number such as +86'],
    ['officers.0.station', 'nowhere', 'there are: yaqian, qianqing'],
    ['officers.1.officerId', 'yaqian-duty-1', 'is officers.0 already'],
    ['officers.0.roles', [], 'from 1 to 6 entries'],
    ['rosters.nowhere', { weekly: [] }, 'there are: yaqian, qianqing'],
    ['rosters.yaqian.weekly.0.officerId', 'qianqing-duty-1', 'is none of the officers'],
    ['rosters.yaqian.weekly.0.role', 'chief', 'does not hold this role'],
    ['rosters.yaqian.weekly.0.from', '8:00', 'a time of day such as 20:00'],
    ['rosters.yaqian.weekly.0.weekdays', [0], 'from 1 to 7'],
    // Rules of the law.
    ['coerciveSteps.checklist', [], 'exactly 6 entries'],
    ['coerciveSteps.checklist.1.id', 'person-formalities', 'is the id of number 0 already'],
    ['coerciveSteps.checklist.2.appliesTo', ['search', 'search'], 'is the same as number 0'],
    ['coerciveSteps.checklist.2.appliesTo', ['surveillance'], '"summons", "search", "seizure", "arrest"'],
    ['transferDocuments.1.id', 'cooperation-letter', 'is the id of number 0 already'],
    [
      'transferDocuments',
      [{ id: 'letter', name: { 'zh-CN': '函', en: 'Letter' }, required: false }],
      'must be required',
    ],
    ['legalLimits.limits.0.duration', '12 hours', 'hours (PT24H) or days (P3D)'],
    ['legalLimits.limits.0.inForceFrom', '26.10.2018', 'a day such as'],
    ['legalLimits.limits.1.id', 'summons', 'is the id of number 0 already'],
    ['legalLimits.limits.0.extensions.0.total', 'PT12H', 'must be longer than "duration" (PT12H)'],
    ['legalLimits.limits.0.verification', { verified: true }, 'is missing'],
    ['legalLimits.readings', [], 'from 1 to 5 entries'],
  ])('with a wrong %s (%j) is refused, and says what is allowed', (path, value, says) => {
    const fault = faultOf(() => loadWith(path, value));
    const [field = ''] = fault.fields;
    expect(`${field}.`).toContain(path);
    expect(complaint(fault, field)).toContain(says);
    expect(complaint(fault, field)).not.toMatch(/undefined|Invalid input|expected/);
  });

  it.each(['colour', 'timers.missingPerson.colour', 'infrastructure.colour', 'officers.3.colour'])(
    'with an unknown field %s is refused, and names the fields that there are',
    (path) => {
      const fault = faultOf(() => loadWith(path, 'red'));
      expect(fault.fields).toEqual([path]);
      expect(complaint(fault, path)).toMatch(/^is not a known field; known here: \w+, \w+/);
    },
  );

  it('names every wrong field at once', () => {
    const content = JSON.parse(exampleText) as Record<string, unknown>;
    set(content, ['language'], 'zh');
    set(content, ['officers', '0', 'telephone'], 'none');
    set(content, ['infrastructure', 'photoRetentionDays'], 0);
    expect(faultOf(() => loadText(JSON.stringify(content))).fields.toSorted()).toEqual([
      'infrastructure.photoRetentionDays',
      'language',
      'officers.0.telephone',
    ]);
  });

  it('never says a telephone or a name when it says what is wrong', () => {
    const { message } = faultOf(() => loadWith('officers.0.telephone', '13988887777'));
    expect(message).not.toContain('8888');
    expect(
      faultOf(() => loadText('{"officers":[{"telephone":"+8613988887777" "name":"虞晨帆"}]}')).message,
    ).not.toMatch(/8888|虞/);
  });

  it.each([
    ['{\n  "name": "x",\n}', 'line 3, column 1: a comma too many'],
    ['{\n  "name": "x"\n  "language": "en"\n}', 'line 3, column 3: a comma or a closing brace is expected'],
    ['{\n  "name": \'x\'\n}', 'line 2, column 11: a value is expected'],
    ['{ name: "x" }', 'line 1, column 3: the name of a field in double quotes is expected'],
    ['{ "name" "x" }', 'line 1, column 10: a colon is expected'],
    ['{ "stations": ["a", "b" ', 'line 1, column 25: the text ends'],
    ['{ "stations": ["a",] }', 'line 1, column 20: a comma too many'],
    ['{ "name": "x }', 'line 1, column 11: a text is not closed'],
    ['{ "name": "x" } {', 'line 1, column 17: nothing may follow'],
    ['{ "name": "x",\n "name": "y" }', 'line 2, column 2: the field "name" is there twice'],
    ['', 'line 1, column 1: the text ends'],
    ['[]', 'must hold a JSON object'],
  ])('that is no JSON (%j) is refused with line and column', (text, says) => {
    const fault = faultOf(() => loadText(text));
    expect(fault.fields).toEqual(['file']);
    expect(fault.message).toContain(says);
  });

  it('with a geography that is none is refused, and says what is wrong with it', () => {
    const file = join(folder, 'empty.geojson');
    writeFileSync(file, '{"type":"FeatureCollection","features":[{}]}');
    const fault = faultOf(() => loadWith('infrastructure.geography', file));
    expect(fault.fields).toEqual(['infrastructure.geography']);
    expect(fault.message).toContain('features');
  });

  it('that is missing is refused by its name', () => {
    expect(faultOf(() => loadDeploymentFile(join(folder, 'absent.json'))).message).toContain('absent.json');
  });
});
