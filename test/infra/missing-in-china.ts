import * as z from 'zod';

import {
  chinaActions,
  chinaIntegrations,
  chinaPrincipals,
  chinaProtocols,
  chinaResourceTypes,
  missingInChina,
} from './aws-cn-services.ts';
import { resourcesOf, type Synthesised, type TemplateResource } from './synthesised.ts';

const textOrTexts = z.union([z.string().array(), z.string().transform((text) => [text])]);
const statementSchema = z.looseObject({ Effect: z.string(), Action: textOrTexts });
const joinSchema = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.unknown().array()]) });
const refSchema = z.object({ Ref: z.string() });

/** A text with its references written as `${Name}`; anything else as JSON, which no list holds. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const join = joinSchema.safeParse(value).data?.['Fn::Join'][1];
  if (join !== undefined) return join.map(textOf).join('');
  const ref = refSchema.safeParse(value).data?.Ref;
  return ref === undefined ? JSON.stringify(value) : `\${${ref}}`;
}

/** The principals of a statement or permission: `"*"`, or one or more by kind. */
function principalsOf(found: unknown): string[] {
  const kinds = z.record(z.string(), z.unknown()).safeParse(found).data;
  const isText = kinds === undefined || 'Fn::Join' in kinds || 'Ref' in kinds;
  return (isText ? [found] : Object.values(kinds)).flat().map(textOf);
}

/** Every value of `key` anywhere in `value`, with the object that holds it. */
function* valuesOf(value: unknown, key: string): Generator<{ found: unknown; holder: object }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, inner] of Object.entries(value)) {
    if (name === key && !Array.isArray(value)) yield { found: inner, holder: value };
    yield* valuesOf(inner, key);
  }
}

function actionFaults(resource: TemplateResource): string[] {
  const actions = [...valuesOf(resource.Properties, 'Action')].flatMap(({ found, holder }) =>
    'Effect' in holder ? statementSchema.parse(holder).Action : textOrTexts.parse(found),
  );
  return actions
    .filter((action) => {
      const [service = '', name = ''] = action.split(':');
      return chinaActions[service]?.includes(name) !== true;
    })
    .map((action) => `action ${action}`);
}

function principalFaults(resource: TemplateResource): string[] {
  return [...valuesOf(resource.Properties, 'Principal')]
    .flatMap(({ found }) => principalsOf(found))
    .filter((principal) => !chinaPrincipals.includes(principal))
    .map((principal) => `principal ${principal}`);
}

/** A telephone has no ARN: whoever may publish to what is no topic may send SMS. */
function smsFaults(resource: TemplateResource): string[] {
  const protocols = [...valuesOf(resource.Properties, 'Protocol')].map(({ found }) => String(found));
  const unknown = protocols.filter((protocol) => !chinaProtocols.includes(protocol));
  const anyTelephone = [...valuesOf(resource.Properties, 'NotResource')].length > 0;
  return [
    ...(resource.Type === 'AWS::SNS::Subscription' ? unknown.map((protocol) => `protocol ${protocol}`) : []),
    ...(anyTelephone ? ['SMS by SNS'] : []),
  ];
}

function propertyFaults({ Type, Properties }: TemplateResource): string[] {
  return (missingInChina[Type] ?? []).filter((name) => name in Properties).map((name) => `property ${name}`);
}

function integrationFaults({ Properties }: TemplateResource): string[] {
  const definition = JSON.stringify(Properties['DefinitionString'] ?? '');
  return [...definition.matchAll(/arn:\$\{Partition\}:([\w:.-]+)/g)]
    .map(([, integration = '']) => integration)
    .filter((integration) => !chinaIntegrations.includes(integration))
    .map((integration) => `integration ${integration}`);
}

/** ARNs, hosts and regions that are written out belong to one partition. */
function literalFaults(resource: TemplateResource): string[] {
  const text = JSON.stringify(resource);
  const found = [
    ...text.matchAll(/arn:aws[\w-]*:|[\w.-]+\.amazonaws\.com(\.cn)?|\b(us|eu|ap|cn)-[a-z]+-\d\b/g),
  ];
  return found
    .map(([literal]) => literal)
    .filter((literal) => !chinaPrincipals.includes(literal))
    .map((literal) => `literal ${literal}`);
}

/** What of the stacks is not known to exist in aws-cn, each once and without the resource's name. */
export function missingInChinaFrom({ stateful, stateless }: Synthesised): string[] {
  const resources = [stateful, stateless].flatMap((template) => Object.values(resourcesOf(template)));
  const faults = resources.flatMap((resource) => [
    ...(chinaResourceTypes.includes(resource.Type) ? [] : [`type ${resource.Type}`]),
    ...actionFaults(resource),
    ...principalFaults(resource),
    ...smsFaults(resource),
    ...propertyFaults(resource),
    ...integrationFaults(resource),
    ...literalFaults(resource),
  ]);
  return [...new Set(faults)].toSorted();
}
