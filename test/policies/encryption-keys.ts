import * as z from 'zod';

import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const tableSchema = z.looseObject({
  Replicas: z.tuple([z.looseObject({ SSESpecification: z.looseObject({ KMSMasterKeyId: z.string() }) })]),
});
const topicSchema = z.looseObject({ KmsMasterKeyId: z.string() });
const secretSchema = z.looseObject({ KmsKeyId: z.string() });
const bucketSchema = z.looseObject({
  BucketEncryption: z.looseObject({
    ServerSideEncryptionConfiguration: z.tuple([
      z.looseObject({ ServerSideEncryptionByDefault: z.looseObject({ KMSMasterKeyID: z.string() }) }),
    ]),
  }),
});

/** ARN of the key that encrypts each table, topic, bucket and secret, by the ARN of that. */
export function encryptionKeys(graph: TemplateGraph): ReadonlyMap<string, string> {
  const tables = graph.ofType('AWS::DynamoDB::GlobalTable').map((resource) => {
    const [replica] = parseProperties(resource, tableSchema).Replicas;
    return [graph.attributeOf(resource, 'Arn'), replica.SSESpecification.KMSMasterKeyId] as const;
  });
  const topics = graph
    .ofType('AWS::SNS::Topic')
    .map(
      (resource) => [graph.refOf(resource), parseProperties(resource, topicSchema).KmsMasterKeyId] as const,
    );
  const buckets = graph.ofType('AWS::S3::Bucket').map((resource) => {
    const [rule] = parseProperties(resource, bucketSchema).BucketEncryption.ServerSideEncryptionConfiguration;
    return [graph.attributeOf(resource, 'Arn'), rule.ServerSideEncryptionByDefault.KMSMasterKeyID] as const;
  });
  const secrets = graph
    .ofType('AWS::SecretsManager::Secret')
    .map((resource) => [graph.refOf(resource), parseProperties(resource, secretSchema).KmsKeyId] as const);
  return new Map([...tables, ...topics, ...buckets, ...secrets]);
}
