import canonicalize from 'canonicalize';
import * as z from 'zod';

/** Properties of a resource, as loosely typed as templates are. */
export type Properties = Readonly<Record<string, unknown>>;

const resourceSchema = z.looseObject({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  DeletionPolicy: z.string().optional(),
  UpdateReplacePolicy: z.string().optional(),
  Condition: z.string().optional(),
});

/** A resource of a template. */
export type Resource = z.infer<typeof resourceSchema>;

/** A CloudFormation template in JSON, as far as the guard reads it. */
export const templateSchema = z.looseObject({ Resources: z.record(z.string(), resourceSchema) });

/** A CloudFormation template in JSON, as far as the guard reads it. */
export type Template = z.infer<typeof templateSchema>;

/** Whether two values of a template say the same, whatever the order of their members. */
export function same(one: unknown, other: unknown): boolean {
  return text(one) === text(other);
}

/** A value of a template as one line of text. */
export function text(value: unknown): string {
  return value === undefined ? 'none' : (canonicalize(value) ?? 'none');
}

/** The value at a dotted path below `value`; undefined where the path ends. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, name) => (isObject(inner) ? inner[name] : undefined), value);
}

/** A list of a template; empty when it is none. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Logical ids that a value names by `Ref`, `Fn::GetAtt` or within `Fn::Sub`. */
export function referencesIn(value: unknown): Set<string> {
  const found = new Set<string>();
  collect(value, found);
  return found;
}

function collect(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collect(item, found);
  if (!isObject(value)) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'Ref' && typeof inner === 'string') found.add(inner);
    else if (name === 'Fn::GetAtt')
      found.add(String(Array.isArray(inner) ? inner[0] : inner).split('.')[0] ?? '');
    else if (name === 'Fn::Sub')
      for (const [, id = ''] of JSON.stringify(inner).matchAll(/\$\{([A-Za-z0-9]+)[.}]/g)) found.add(id);
    collect(inner, found);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
