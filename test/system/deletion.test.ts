import { afterAll, describe, expect, test } from 'vitest';

import { localDemoSystem } from '#cli/demo/local-demo-system.ts';
import { playMissingElder } from '#cli/demo/play-missing-elder.ts';
import { Story } from '#cli/demo/story.ts';
import type { Synthesised } from '#local/synthesise.ts';

import { ExampleTemplates } from './support/example-templates.ts';
import { resourcesOf, without, withoutDependants } from './support/without-resource.ts';

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

test('the template has the routes, functions and machines that are to be deleted', () => {
  expect(routes.length).toBeGreaterThan(30);
  expect(functions.length).toBeGreaterThan(10);
  expect(machines).toHaveLength(2);
});

test.concurrent('the untouched template plays the demo to its end', { timeout: DEMO_LIMIT_MS }, async () => {
  expect(await outcomeOfDemo((original) => original)).toBe('closed');
});

describe.concurrent('without the route', { timeout: DEMO_LIMIT_MS }, () => {
  test.each(routes)('$name the demo fails where it asks for it', async (route) => {
    const [method = '', path = ''] = route.name.split(' ');
    const outcome = await outcomeOfDemo((original) => without(original, route));
    expect(outcome).toMatch(
      new RegExp(
        `^UnexpectedAnswerError: ${method} ${path.replaceAll(/\{\w+\}/g, '[^/ ]+')}[^/]*: 404 instead`,
      ),
    );
  });
});

describe.concurrent('without the function or machine', { timeout: DEMO_LIMIT_MS }, () => {
  test.each([...functions, ...machines])('$name nothing starts', async (resource) => {
    const outcome = await outcomeOfDemo((original) => without(original, resource));
    expect(outcome).toMatch(/^TemplateError: /);
    expect(outcome).toContain(resource.logicalId);
  });

  // Of a function that answers routes nothing else is left than has been deleted above, route by route. The sweeper is
  // a net under the others: the demo lets nothing fall into it, the tests of `functions/process` do.
  const needed = functions.filter(({ logicalId }) => !/^Apis|sweeper/i.test(logicalId));
  test.each([...needed, ...machines])('$name and what hangs on it the demo fails', async (resource) => {
    const outcome = await outcomeOfDemo((original) => withoutDependants(original, resource));
    expect(outcome).toMatch(/^UnexpectedAnswerError: /);
  });
});

/** Status of the case that the demo plays on these templates, or the error that it ends in. */
async function outcomeOfDemo(
  change: (original: Synthesised['templates']) => Synthesised['templates'],
): Promise<string> {
  const own = await taken();
  try {
    const system = await own.run(change(own.synthesised.templates));
    try {
      const { status } = await playMissingElder(new Story(localDemoSystem(system), () => undefined));
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
