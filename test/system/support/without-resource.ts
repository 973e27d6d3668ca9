import type { Synthesised } from '#local/synthesise.ts';

type Templates = Synthesised['templates'];
type Template = Templates[string];

/** A resource of the synthesised templates. */
export interface NamedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** What people call it: a route's key, a machine's name; else its logical id. */
  readonly name: string;
}

/** What is nothing without the resource that it refers to, and goes with it. Everything else stays and refers to nothing. */
const nothingWithout: ReadonlySet<string> = new Set([
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::CloudWatch::Alarm',
  'AWS::Events::Rule',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Permission',
]);

/** Stands where a deleted resource was referred to. */
const NOTHING = 'arn:aws:none:us-east-1:000000000000:deleted';

/** Resources of a type, in the order of the templates. */
export function resourcesOf(templates: Templates, type: string): NamedResource[] {
  return Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).flatMap(([logicalId, { Type, Properties }]) =>
      Type === type ? [{ stack, logicalId, type, name: routeKeyOf(Properties) ?? logicalId }] : [],
    ),
  );
}

function routeKeyOf({ RouteKey: key }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof key === 'string' ? key : undefined;
}

/** The templates with the resource deleted from the JSON, and nothing else changed. */
export function without(templates: Templates, { stack, logicalId }: NamedResource): Templates {
  const template = templates[stack];
  if (template === undefined) throw new Error(`There is no stack "${stack}".`);
  const { [logicalId]: gone, ...Resources } = template.Resources;
  if (gone === undefined) throw new Error(`The stack has no resource "${logicalId}".`);
  return { ...templates, [stack]: { ...template, Resources } };
}

/** The templates without the resource and without what is nothing without it, so that the rest can be started. */
export function withoutDependants(templates: Templates, resource: NamedResource): Templates {
  let left = without(templates, resource);
  for (const [logicalId, { Type }] of Object.entries(left[resource.stack]?.Resources ?? {})) {
    const isLeft = left[resource.stack]?.Resources[logicalId];
    if (isLeft === undefined || !nothingWithout.has(Type) || !refersTo(isLeft, resource.logicalId)) continue;
    left = withoutDependants(left, { stack: resource.stack, logicalId, type: Type, name: logicalId });
  }
  return { ...left, ...loosened(left, resource) };
}

function loosened(templates: Templates, { stack, logicalId }: NamedResource): Templates {
  const template = templates[stack];
  return template === undefined ? {} : { [stack]: replaced(template, logicalId) as Template };
}

function refersTo(value: unknown, logicalId: string): boolean {
  return JSON.stringify(value).includes(`"${logicalId}"`);
}

/** The value with every reference to the resource replaced by the name of nothing. */
function replaced(value: unknown, logicalId: string): unknown {
  if (Array.isArray(value))
    return value.filter((item) => item !== logicalId).map((item) => replaced(item, logicalId));
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value, logicalId)) return NOTHING;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaced(member, logicalId)]),
  );
}

function isReference(value: object, logicalId: string): boolean {
  const [[name, target] = [], ...others] = Object.entries(value);
  if (others.length > 0) return false;
  if (name === 'Ref') return target === logicalId;
  return name === 'Fn::GetAtt' && Array.isArray(target) && target[0] === logicalId;
}
