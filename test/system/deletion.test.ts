import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';
import * as z from 'zod';

import { localDemoSystem } from '#cli/demo/local-demo-system.ts';
import { playFebruaryTheft, playTheft } from '#cli/demo/play-february-theft.ts';
import { playMissingElder } from '#cli/demo/play-missing-elder.ts';
import { prepare } from '#cli/demo/scenes/prepare.ts';
import { Story } from '#cli/demo/story.ts';
import type { Synthesised } from '#local/synthesise.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { ExampleTemplates } from './support/example-templates.ts';
import { RouteByRouteStory } from './support/route-by-route-story.ts';
import { resourcesOf, without, withoutDependants, type NamedResource } from './support/without-resource.ts';

/** A demo in full on a busy machine. */
const DEMO_LIMIT_MS = 300_000;

// Two at a time: a demo waits for its database half of the time.
const first = await ExampleTemplates.synthesise();
const all = [first, await ExampleTemplates.synthesise()];
const free = [...all];
const { templates } = first.synthesised;
afterAll(() => all.forEach((each) => each.remove()));

/**
 * No demo plays the registry and its hits before files of residents can be imported: `policies.test.ts` calls each of its
 * operations, and `test/workflows/registry-hit` plays its process.
 */
const isOfRegistry = ({ name, logicalId }: NamedResource) =>
  /^\w+ \/v1\/(partnerships|registry-hits)/.test(name) || /registry/i.test(logicalId);

const routes = resourcesOf(templates, 'AWS::ApiGatewayV2::Route').filter((route) => !isOfRegistry(route));
const functions = resourcesOf(templates, 'AWS::Lambda::Function');
const machines = resourcesOf(templates, 'AWS::StepFunctions::StateMachine');

type Play = (story: Story) => Promise<{ readonly status: string }>;

/** What only the theft of February needs; all else is deleted from under the missing elder, who is found sooner. */
const isOfTheft = ({ name, logicalId }: NamedResource) =>
  /^\w+ \/v1\/(investigations|transfers)/.test(name) || /investigation|transfer/i.test(logicalId);
const playOf = (resource: NamedResource): Play =>
  isOfTheft(resource) ? playFebruaryTheft : playMissingElder;
/** What is deleted whole is missed sooner without the drills, unless it is the investigation, which they miss first. */
const shortPlayOf = (resource: NamedResource): Play =>
  /transfer/i.test(resource.logicalId) ? playTheftAlone : playOf(resource);

async function playTheftAlone(story: Story): ReturnType<Play> {
  await prepare(story);
  return playTheft(story);
}

/** Deleted for a whole playing too: what a demo asks for first, in the middle, and first of its own. */
const deletedForGood = [
  'PUT /v1/stations/{stationId}/roster',
  'POST /v1/cases/{caseId}/notifications/{notificationId}/acknowledgement',
  'POST /v1/investigations',
];

test('the template has the routes, functions and machines that are to be deleted', () => {
  expect(routes.length).toBeGreaterThan(80);
  expect(functions.length).toBeGreaterThan(14);
  expect(machines).toHaveLength(5);
  expect(routes.filter(isOfTheft).length).toBeGreaterThan(45);
  expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining(deletedForGood));
});

describe.concurrent(
  'each route is deleted just when it is asked for, and put back',
  { timeout: DEMO_LIMIT_MS },
  () => {
    test.each([
      { story: 'the theft', play: playFebruaryTheft },
      { story: 'the missing elder', play: playMissingElder },
    ])('$story is played to its end', async ({ play }) => {
      expect((await playedRouteByRoute(play)).status).toBe('closed');
    });

    test.each(routes)('$name the demo fails where it asks for it, and is answered after', async (route) => {
      const { failures, answered } = await playedRouteByRoute(playOf(route));
      expect(failures.get(route.name)).toMatch(failureFor(route));
      expect(answered).toContain(route.name);
    });
  },
);

describe.concurrent('without the route', { timeout: DEMO_LIMIT_MS }, () => {
  test.each(routes.filter(({ name }) => deletedForGood.includes(name)))(
    '$name the demo ends there',
    async (route) => {
      const outcome = await outcomeOfDemo(playOf(route), (original) => without(original, route));
      expect(outcome).toMatch(failureFor(route));
    },
  );
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
  const played = [...needed, ...machines].filter((resource) => !isOfRegistry(resource));
  test.each(played)('$name and what hangs on it the demo fails', async (resource) => {
    const outcome = await outcomeOfDemo(shortPlayOf(resource), (original) =>
      withoutDependants(original, resource),
    );
    expect(outcome).toMatch(/^UnexpectedAnswerError: /);
  });
});

/** How a demo fails for want of a route. */
function failureFor({ name }: NamedResource): RegExp {
  const [method = '', path = ''] = name.split(' ');
  return new RegExp(
    `^UnexpectedAnswerError: ${method} ${path.replaceAll(/\{\w+\}/g, '[^/ ]+')}[^/]*: 404 instead`,
  );
}

/** What a demo came to whose routes were deleted one after the other, each until the demo had failed for want of it. */
interface RouteByRoute {
  readonly status: string;
  readonly failures: ReadonlyMap<string, string>;
  /** Routes that answered as they were meant to. */
  readonly answered: ReadonlySet<string>;
}

const playedAlready = new Map<Play, Promise<RouteByRoute>>();

/** Played once, however often it is asked for. */
function playedRouteByRoute(play: Play): Promise<RouteByRoute> {
  const played = playedAlready.get(play) ?? playRouteByRoute(play);
  playedAlready.set(play, played);
  return played;
}

function playRouteByRoute(play: Play): Promise<RouteByRoute> {
  return withTemplates(async (own) => {
    const original = own.synthesised.templates;
    return running(own, original, async (system) => {
      const story = new RouteByRouteStory(system, original);
      const { status } = await play(story);
      return { status, failures: story.failures, answered: answeredRoutes(system) };
    });
  });
}

/** Status of the case that the demo plays on these templates, or the error that it ends in. */
async function outcomeOfDemo(
  play: Play,
  change: (original: Synthesised['templates']) => Synthesised['templates'],
): Promise<string> {
  return withTemplates((own) =>
    running(own, change(own.synthesised.templates), async (system) => {
      const { status } = await play(new Story(localDemoSystem(system), () => undefined));
      return status;
    }).catch(String),
  );
}

/** Runs templates while `look` looks. @throws what starting them or `look` throws */
async function running<T>(
  own: ExampleTemplates,
  changed: Synthesised['templates'],
  look: (system: LocalSystem) => Promise<T>,
): Promise<T> {
  const system = await own.run(changed);
  try {
    return await look(system);
  } finally {
    await system.close();
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

/** Does something with templates that nobody else runs meanwhile. */
async function withTemplates<T>(use: (own: ExampleTemplates) => Promise<T>): Promise<T> {
  const own = free.pop() ?? (await new Promise<ExampleTemplates>((resolve) => waiting.push(resolve)));
  try {
    return await use(own);
  } finally {
    const next = waiting.shift();
    if (next === undefined) free.push(own);
    else next(own);
  }
}
