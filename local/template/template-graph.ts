import { holds, resolveIntrinsics, type IntrinsicScope } from '#local/template/resolve-intrinsics.ts';
import {
  attributeOf,
  resourceAttributes,
  type AttributedResource,
} from '#local/template/resource-attributes.ts';
import { ignoredResourceTypes, runResourceTypes } from '#local/template/resource-types.ts';
import type { Resource } from '#local/template/resource.ts';
import { TemplateError } from '#local/template/template-error.ts';
import type { Template } from '#local/template/template.ts';
import type { LocalEnvironment } from '#local/template/environment.ts';

/** Templates of several stacks with what refers to what, also across stacks by export and import. */
export class TemplateGraph {
  readonly environment: LocalEnvironment;
  readonly resources: readonly Resource[];
  readonly #ignored: readonly Resource[];
  readonly #templates: ReadonlyMap<string, Template>;

  /**
   * `templates` are keyed by stack name.
   * @throws TemplateError for a resource type that cannot be run here and may not be ignored either
   */
  constructor(templates: Readonly<Record<string, Template>>, environment: LocalEnvironment) {
    this.environment = environment;
    this.#templates = new Map(Object.entries(templates));
    const all = [...this.#templates].flatMap(([stack, template]) => this.#resourcesOf(stack, template));
    this.resources = all.filter(({ type }) => !ignoredResourceTypes.has(type));
    this.#ignored = all.filter(({ type }) => ignoredResourceTypes.has(type));
  }

  /** The resources of a type, in the order of the templates. */
  ofType(type: string): readonly Resource[] {
    return this.resources.filter((resource) => resource.type === type);
  }

  /** The resources of a type that nothing here depends on, such as policies: for whoever wants to read them. */
  ofIgnoredType(type: string): readonly Resource[] {
    return this.#ignored.filter((resource) => resource.type === type);
  }

  /** What `Ref` gives for the resource. */
  refOf(resource: Resource): string {
    return resourceAttributes(this.#attributed(resource.stack, resource.logicalId), this.environment).ref;
  }

  /** What `Fn::GetAtt` gives. @throws TemplateError when resources of that type have no such attribute */
  attributeOf(resource: Resource, attribute: string): string {
    const value = attributeOf(
      this.#attributed(resource.stack, resource.logicalId),
      attribute,
      this.environment,
    );
    if (value === undefined)
      throw new TemplateError(`The ${resource.subject} has no attribute "${attribute}".`);
    return value;
  }

  #resourcesOf(stack: string, template: Template): Resource[] {
    return Object.entries(template.Resources).flatMap(([logicalId, { Type: type, Condition: condition }]) => {
      const subject = `stack ${stack}, resource ${logicalId} (${type})`;
      if (condition !== undefined && !this.#condition(stack, template, condition)) return [];
      if (!runResourceTypes.has(type) && !ignoredResourceTypes.has(type)) {
        throw new TemplateError(
          `The ${subject} is of a type that cannot be run on one machine; ` +
            'if nothing needs it at run time, name it in local/template/resource-types.ts.',
        );
      }
      let resolved: unknown;
      const properties = (): unknown => {
        resolved ??= resolveIntrinsics(
          template.Resources[logicalId]?.Properties,
          this.#scope(stack, subject),
        );
        return resolved;
      };
      return [{ stack, logicalId, type, subject, properties }];
    });
  }

  #scope(stack: string, subject: string): IntrinsicScope {
    const template = this.#template(stack);
    return {
      subject,
      ref: (name) => this.#ref(stack, template, name),
      attribute: (logicalId, attribute) =>
        logicalId in template.Resources
          ? attributeOf(this.#attributed(stack, logicalId), attribute, this.environment)
          : undefined,
      importValue: (exportName) => this.#importValue(exportName),
      condition: (name) => this.#condition(stack, template, name),
      mapped: (map, key, field) => template.Mappings[map]?.[key]?.[field],
    };
  }

  #ref(stack: string, template: Template, name: string): unknown {
    const pseudo = this.#pseudoParameters(stack)[name];
    if (pseudo !== undefined) return pseudo;
    const parameter = template.Parameters[name];
    if (parameter !== undefined)
      return parameter.Type.startsWith('AWS::SSM::Parameter::Value')
        ? this.#storedParameter(parameter.Default)
        : parameter.Default;
    if (!(name in template.Resources)) return undefined;
    return resourceAttributes(this.#attributed(stack, name), this.environment).ref;
  }

  /** The value of the Systems Manager parameter of that name, which one of the stacks writes; undefined when none does. */
  #storedParameter(name: unknown): unknown {
    for (const [stack, template] of this.#templates)
      for (const [logicalId, { Type: type }] of Object.entries(template.Resources)) {
        if (type !== 'AWS::SSM::Parameter') continue;
        const parameter = this.#attributed(stack, logicalId);
        if (parameter.own('Name') === name) return parameter.own('Value');
      }
    return undefined;
  }

  #pseudoParameters(stack: string): Readonly<Record<string, unknown>> {
    const { account, partition, region, urlSuffix } = this.environment;
    return {
      'AWS::AccountId': account,
      'AWS::Partition': partition,
      'AWS::Region': region,
      'AWS::URLSuffix': urlSuffix,
      'AWS::StackName': stack,
      'AWS::StackId': `arn:${partition}:cloudformation:${region}:${account}:stack/${stack}/local`,
      'AWS::NotificationARNs': [],
    };
  }

  #importValue(exportName: string): unknown {
    for (const [stack, template] of this.#templates) {
      for (const [outputId, output] of Object.entries(template.Outputs)) {
        if (output.Export === undefined) continue;
        const scope = this.#scope(stack, `stack ${stack}, output ${outputId}`);
        if (resolveIntrinsics(output.Export.Name, scope) === exportName)
          return resolveIntrinsics(output.Value, scope);
      }
    }
    return undefined;
  }

  #condition(stack: string, template: Template, name: string): boolean | undefined {
    const condition = template.Conditions[name];
    if (condition === undefined) return undefined;
    return holds(condition, this.#scope(stack, `stack ${stack}, condition ${name}`));
  }

  #attributed(stack: string, logicalId: string): AttributedResource {
    const definition = this.#template(stack).Resources[logicalId];
    const type = definition?.Type ?? '';
    const scope = this.#scope(stack, `stack ${stack}, resource ${logicalId} (${type})`);
    return {
      stack,
      logicalId,
      type,
      own: (property) => resolveIntrinsics(definition?.Properties[property], scope),
    };
  }

  #template(stack: string): Template {
    const template = this.#templates.get(stack);
    if (template === undefined) throw new TemplateError(`There is no stack "${stack}".`);
    return template;
  }
}
