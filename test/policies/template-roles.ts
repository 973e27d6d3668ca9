import * as z from 'zod';

import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

import { policyStatementSchema, type PolicyStatement } from './policy-statement.ts';

const documentSchema = z.looseObject({ Statement: z.array(policyStatementSchema) });
const policySchema = z.looseObject({ PolicyDocument: documentSchema, Roles: z.array(z.string()) });
const functionSchema = z.looseObject({ Role: z.string() });
const resourcePolicySchema = z.looseObject({ PolicyDocument: documentSchema });
const roleSchema = z.looseObject({ ManagedPolicyArns: z.never().optional(), Policies: z.never().optional() });

/** Types of the policies that resources have themselves. */
const resourcePolicies = ['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'];

/** What each function's role may do, by the function's name. @throws Error for a role that has policies of any other kind */
export function statementsByFunction(graph: TemplateGraph): ReadonlyMap<string, readonly PolicyStatement[]> {
  for (const role of graph.ofIgnoredType('AWS::IAM::Role')) parseProperties(role, roleSchema);
  const policies = graph
    .ofIgnoredType('AWS::IAM::Policy')
    .map((policy) => parseProperties(policy, policySchema));
  return new Map(
    graph.ofType('AWS::Lambda::Function').map((resource) => {
      const { Role } = parseProperties(resource, functionSchema);
      const own = policies.filter(({ Roles }) => Roles.some((name) => Role.endsWith(`:${name}`)));
      return [graph.refOf(resource), own.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)];
    }),
  );
}

/** What buckets, topics and queues refuse to everybody. */
export function denials(graph: TemplateGraph): PolicyStatement[] {
  return resourcePolicies
    .flatMap((type) => graph.ofIgnoredType(type))
    .flatMap((policy) => parseProperties(policy, resourcePolicySchema).PolicyDocument.Statement)
    .filter(({ Effect }) => Effect === 'Deny');
}
