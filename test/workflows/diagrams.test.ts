import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from 'vitest';
import * as z from 'zod';

import { exampleDeploymentFile } from '#cli/example-deployment.ts';
import { processes } from '#cli/diagrams/process.ts';
import { processGraph } from '#cli/diagrams/process-graph.ts';
import { processReadme } from '#cli/diagrams/process-readme.ts';
import { withDiagram } from '#cli/diagrams/readme-section.ts';
import { settingAt } from '#cli/diagrams/setting-at.ts';
import { deploymentSchema } from '#platform/deployment/deployment.ts';

const { deployment } = exampleDeploymentFile();

const partSchema = z.union([
  z.object({ properties: z.record(z.string(), z.unknown()) }),
  z.object({ type: z.literal('array'), items: z.unknown() }),
  z.unknown().transform(() => ({})),
]);

/** What a schema allows, as a tree that paths can be looked up in: a list is the list of what its entries may be. */
function tree(schema: unknown): unknown {
  const part = partSchema.parse(schema);
  if ('items' in part) return [tree(part.items)];
  if (!('properties' in part)) return 'a value';
  return Object.fromEntries(Object.entries(part.properties).map(([name, member]) => [name, tree(member)]));
}
const settings = tree(z.toJSONSchema(deploymentSchema));

describe('the processes with a diagram', () => {
  it('are all that there are', () => {
    const folders = readdirSync(fileURLToPath(new URL('../../workflows', import.meta.url)), {
      withFileTypes: true,
    })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(processes.map(({ folder }) => folder).toSorted()).toEqual(folders.toSorted());
  });
});

describe.each(processes)('the README of $folder', (process) => {
  const { definition, timers, folder } = process;
  const { states, transitions } = processGraph(definition);
  const names = states.map(({ name }) => name);

  it('shows what the definition says: otherwise `npm run diagrams` has been forgotten', async () => {
    const { present, wanted } = await processReadme(process, deployment);
    expect(present).toBe(wanted);
  });

  it('would not be the same with another definition', async () => {
    const { present } = await processReadme(process, deployment);
    const changed = JSON.parse(JSON.stringify(definition).replace('"Look"', '"Peek"')) as unknown;
    expect(withDiagram(present, { folder, timers, definition: changed }, deployment)).not.toContain(
      '[*] --> Look',
    );
  });

  it('names timers of waits, and what may be due after them', () => {
    const waits = states.filter(({ kind }) => kind === 'wait').map(({ name }) => name);
    expect(waits).toEqual(expect.arrayContaining(Object.keys(timers)));
    for (const { leadsTo } of Object.values(timers).flat()) {
      expect(names).toContain(leadsTo);
      expect(transitions.map(({ to }) => to)).toContain(leadsTo);
    }
  });

  it('names settings that a deployment has', () => {
    const named = Object.values(timers).flatMap((entries) => entries.flatMap(({ setting }) => setting ?? []));
    expect(named.length).toBeGreaterThan(0);
    expect(() => named.map((setting) => settingAt(settings, setting))).not.toThrow();
  });

  it('says in both languages what a timer means', () => {
    for (const { text } of Object.values(timers).flat()) {
      expect(text['zh-CN']).toMatch(/\p{Script=Han}/u);
      expect(text.en).not.toMatch(/\p{Script=Han}/u);
    }
  });
});
