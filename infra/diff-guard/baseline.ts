import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { templateSchema, type Template } from './template.ts';

/** Name of the stack whose template is kept: the example's, as it would stand in production. */
export const BASELINE_STACK = 'border815-qianqing-yaqian-prod-stateful';

const file = fileURLToPath(new URL(`../baseline/${BASELINE_STACK}.template.json`, import.meta.url));

/** What of a template is compared over time: its resources, without what tools note on them. */
export function baselineOf({ Resources }: Template): Template {
  return {
    Resources: Object.fromEntries(
      Object.entries(Resources).map(([id, { Metadata: _metadata, ...resource }]) => [id, resource]),
    ),
  };
}

/** The template that is kept in the repository. */
export function readBaseline(): Template {
  return templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** Writes the template that is kept in the repository. */
export function writeBaseline(template: Template): void {
  writeFileSync(file, `${JSON.stringify(baselineOf(template), undefined, 2)}\n`);
}
