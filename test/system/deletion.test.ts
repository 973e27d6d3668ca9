import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { localDemoSystem } from '#cli/demo/local-demo-system.ts';
import { playFebruaryTheft } from '#cli/demo/play-february-theft.ts';
import { playMissingElder } from '#cli/demo/play-missing-elder.ts';
import { Story } from '#cli/demo/story.ts';
import type { Synthesised } from '#local/synthesise.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { ExampleTemplates } from './support/example-templates.ts';
import { resourcesOf, without, withoutDependants, type NamedResource } from './support/without-resource.ts';

/** A demo in full on a busy machine. */
const DEMO_LIMIT_MS = 300_000;

// Two at a time: a demo waits for its database half of the time.
const first = await ExampleTemplates.synthesise();
const all = [first, await ExampleTemplates.synthesise()];
const free = [...all];
const { templates } = first.synthesised;
afterAll(() => all.forEach((each) => each.remove()));

const routes = resourcesOf(templates, 'AWS::ApiGatewayV2::Route');
const functions = resourcesOf(templates, 'AWS::Lambda::Function');
const machines = resourcesOf(templates, 'AWS::StepFunctions::StateMachine');

type Play = (story: Story) => Promise<{ readonly status: string }>;

/** What only the theft of February needs; all else is deleted from under the missing elder, who is found sooner. */
const isOfTheft = ({ name, logicalId }: NamedResource) =>
  /^\w+ \/v1\/(investigations|transfers)/.test(name) || /investigation|transfer/i.test(logicalId);
const playOf = (resource: NamedResource): Play =>
  isOfTheft(resource) ? playFebruaryTheft : playMissingElder;
/** Of the theft's routes these are deleted: what its demo asks for first, in the middle, and last. The others it asks for alike. */
const deletedOfTheft = [
  'POST /v1/investigations',
  'POST /v1/investigations/{caseId}/arrest',
  'POST /v1/transfers/{caseId}/receipt',
  'GET /v1/transfers/{caseId}/custody',
];

test('the template has the routes, functions and machines that are to be deleted', () => {
  expect(routes.length).toBeGreaterThan(80);
  expect(functions.length).toBeGreaterThan(14);
  expect(machines).toHaveLength(4);
  expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining(deletedOfTheft));
});

describe.concurrent('the untouched template', { timeout: DEMO_LIMIT_MS }, () => {
  test('plays the demo to its end', async () => {
    expect(await outcomeOfDemo(playMissingElder, (original) => original)).toBe('closed');
  });

  test('plays the theft to its end, which asks for each of its routes and is answered', async () => {
    let asked: ReadonlySet<string> = new Set();
    const outcome = await outcomeOfDemo(
      playFebruaryTheft,
      (original) => original,
      (system) => void (asked = answeredRoutes(system)),
    );
    expect(outcome).toBe('closed');
    const ofTheft = routes.filter(isOfTheft).map(({ name }) => name);
    expect(ofTheft.length).toBeGreaterThan(45);
    expect(ofTheft.filter((name) => !asked.has(name))).toEqual([]);
  });
});

describe.concurrent('without the route', { timeout: DEMO_LIMIT_MS }, () => {
  const deleted = routes.filter((route) => !isOfTheft(route) || deletedOfTheft.includes(route.name));
  test.each(deleted)('$name the demo fails where it asks for it', async (route) => {
    const [method = '', path = ''] = route.name.split(' ');
    const outcome = await outcomeOfDemo(playOf(route), (original) => without(original, route));
    expect(outcome).toMatch(
      new RegExp(
        `^UnexpectedAnswerError: ${method} ${path.replaceAll(/\{\w+\}/g, '[^/ ]+')}[^/]*: 404 instead`,
      ),
    );
  });
});

describe.concurrent('without the function or machine', { timeout: DEMO_LIMIT_MS }, () => {
  test.each([...functions, ...machines])('$name nothing starts', async (resource) => {
    const outcome = await outcomeOfDemo(playOf(resource), (original) => without(original, resource));
    expect(outcome).toMatch(/^TemplateError: /);
    expect(outcome).toContain(resource.logicalId);
  });

  // Of a function that answers routes nothing else is left than has been deleted above, route by route. The sweeper is
  // a net under the others: the demo lets nothing fall into it, the tests of `functions/process` do.
  const needed = functions.filter(({ logicalId }) => !/^Apis|sweeper/i.test(logicalId));
  test.each([...needed, ...machines])('$name and what hangs on it the demo fails', async (resource) => {
    const outcome = await outcomeOfDemo(playOf(resource), (original) =>
      withoutDependants(original, resource),
    );
    expect(outcome).toMatch(/^UnexpectedAnswerError: /);
  });
});

/** Status of the case that the demo plays on these templates, or the error that it ends in. */
async function outcomeOfDemo(
  play: Play,
  change: (original: Synthesised['templates']) => Synthesised['templates'],
  look: (system: LocalSystem) => void = () => undefined,
): Promise<string> {
  const own = await taken();
  try {
    const system = await own.run(change(own.synthesised.templates));
    try {
      const { status } = await play(new Story(localDemoSystem(system), () => undefined));
      look(system);
      return status;
    } finally {
      await system.close();
    }
  } catch (error) {
    return String(error);
  } finally {
    give(own);
  }
}

const accessSchema = z.object({ routeKey: z.string(), status: z.coerce.number() });

/** Routes that answered a request as it was meant, by the access log. */
function answeredRoutes({ logDirectory }: LocalSystem): ReadonlySet<string> {
  const lines = readdirSync(logDirectory)
    .filter((name) => name.includes('http-api-access'))
    .flatMap((name) => readFileSync(join(logDirectory, name), 'utf8').trim().split('\n'));
  const entries = lines.map((line) => accessSchema.parse(JSON.parse(line)));
  return new Set(entries.filter(({ status }) => status < 400).map(({ routeKey }) => routeKey));
}

const waiting: ((own: ExampleTemplates) => void)[] = [];

function taken(): Promise<ExampleTemplates> {
  const own = free.pop();
  return own === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(own);
}

function give(own: ExampleTemplates): void {
  const next = waiting.shift();
  if (next === undefined) free.push(own);
  else next(own);
}
