import { findDestructiveChanges } from '#infra/diff-guard/find-destructive-changes.ts';
import type { Finding } from '#infra/diff-guard/finding.ts';
import { templateSchema, type Template } from '#infra/diff-guard/template.ts';
import { synthesise } from '#test/infra/synthesised.ts';

/** Changes a template in place. */
export type Edit = (template: Template) => void;

const templates = synthesise('prod');

/** The templates of the example deployment as they would be deployed. */
export const real: Readonly<Record<'stateful' | 'stateless', Template>> = {
  stateful: templateSchema.parse(templates.stateful.toJSON()),
  stateless: templateSchema.parse(templates.stateless.toJSON()),
};

/** Logical id of the one resource of a type in the real templates whose id begins so. */
export function idOf(which: keyof typeof real, type: string, beginning = ''): string {
  const [found, ...others] = Object.entries(real[which].Resources).filter(
    ([id, { Type }]) => Type === type && id.startsWith(beginning),
  );
  if (found === undefined || others.length > 0) throw new Error(`Not exactly one ${type} "${beginning}".`);
  return found[0];
}

/** Sets what lies at a dotted path below a resource. */
export function put(id: string, path: string, value: unknown): Edit {
  return (template) => void Reflect.set(...placeOf(template, id, path), value);
}

/** Takes away what lies at a dotted path below a resource. */
export function drop(id: string, path: string): Edit {
  return (template) => void Reflect.deleteProperty(...placeOf(template, id, path));
}

/** Adds to the list at a dotted path below a resource. */
export function append(id: string, path: string, item: unknown): Edit {
  return (template) => listAt(template, id, path).push(item);
}

/** Takes the last item from the list at a dotted path below a resource. */
export function dropLast(id: string, path: string): Edit {
  return (template) => void listAt(template, id, path).pop();
}

/** Puts a copy of a resource under another logical id. */
export function copied(id: string, from: string): Edit {
  return ({ Resources }) => void Object.assign(Resources, { [id]: Resources[from] });
}

/** Takes resources away. */
export function remove(...ids: readonly string[]): Edit {
  return ({ Resources }) => ids.forEach((id) => delete Resources[id]);
}

function listAt(template: Template, id: string, path: string): unknown[] {
  const found: unknown = Reflect.get(...placeOf(template, id, path));
  if (!Array.isArray(found)) throw new Error(`There is no list at ${id}.${path}.`);
  return found;
}

/** The object that holds the end of a path, and the end's name. A path that leads nowhere is a mistake of the test. */
function placeOf({ Resources }: Template, id: string, path: string): [object, string] {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const place = names.reduce<unknown>((inner, name) => Reflect.get(Object(inner), name), Resources[id]);
  if (typeof place !== 'object' || place === null) throw new Error(`There is no ${id}.${path}.`);
  return [place, last];
}

/** What the guard finds between two templates of one stack. */
export function findIn(which: keyof typeof real, before: Template, after: Template): Finding[] {
  const stack = `border815-example-prod-${which}`;
  return findDestructiveChanges(new Map([[stack, before]]), new Map([[stack, after]]));
}

/** What the guard finds when a real template is changed. */
export function findAfter(which: keyof typeof real, ...edits: readonly Edit[]): Finding[] {
  const after = structuredClone(real[which]);
  for (const edit of edits) edit(after);
  return findIn(which, real[which], after);
}
