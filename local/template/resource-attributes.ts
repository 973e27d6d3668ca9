import { localArn, type LocalEnvironment } from '#local/template/environment.ts';

/** What a template can learn of a resource: its `Ref` and its `Fn::GetAtt` attributes. */
export interface ResourceAttributes {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A resource whose attributes are asked for. `own` reads one of its own properties, resolved. */
export interface AttributedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  own(property: string): unknown;
}

type Describe = (resource: AttributedResource, environment: LocalEnvironment) => ResourceAttributes;

/** `Ref` and attributes of a resource; they are the same at every start, so that kept data is found again. */
export function resourceAttributes(
  resource: AttributedResource,
  environment: LocalEnvironment,
): ResourceAttributes {
  return (describers[resource.type] ?? describeOther)(resource, environment);
}

/** The attribute, or for types of which nothing is known here a name made of the logical id and the attribute. */
export function attributeOf(
  resource: AttributedResource,
  attribute: string,
  environment: LocalEnvironment,
): string | undefined {
  const known = resourceAttributes(resource, environment).attributes[attribute];
  if (known !== undefined || describers[resource.type] !== undefined) return known;
  if (/arn$/i.test(attribute)) {
    const service = resource.type.split('::')[1]?.toLowerCase() ?? 'unknown';
    return localArn(environment, service, physicalName(resource));
  }
  return `${physicalName(resource)}.${attribute}`;
}

const describers: Readonly<Record<string, Describe>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::Lambda::Function': (resource, environment) => {
    const name = physicalName(resource, 'FunctionName', 64);
    return { ref: name, attributes: { Arn: localArn(environment, 'lambda', `function:${name}`) } };
  },
  'AWS::Lambda::Version': (resource, environment) => {
    const functionArn = functionArnOf(resource, environment);
    return { ref: `${functionArn}:1`, attributes: { FunctionArn: `${functionArn}:1`, Version: '1' } };
  },
  'AWS::Lambda::Alias': (resource, environment) => {
    const arn = `${functionArnOf(resource, environment)}:${String(resource.own('Name'))}`;
    return { ref: arn, attributes: { AliasArn: arn } };
  },
  'AWS::SNS::Topic': (resource, environment) => {
    const name = physicalName(resource, 'TopicName');
    const arn = localArn(environment, 'sns', name);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
  'AWS::SQS::Queue': (resource, environment) => {
    const name = physicalName(resource, 'QueueName', 80);
    const url = `${environment.awsUrl}/${environment.account}/${name}`;
    return {
      ref: url,
      attributes: { Arn: localArn(environment, 'sqs', name), QueueName: name, QueueUrl: url },
    };
  },
  'AWS::SecretsManager::Secret': (resource, environment) => {
    // Six characters of Secrets Manager's own come after the name.
    const arn = localArn(environment, 'secretsmanager', `secret:${physicalName(resource, 'Name')}-local0`);
    return { ref: arn, attributes: { Id: arn } };
  },
  'AWS::KMS::Key': (resource, environment) => {
    const id = physicalName(resource);
    return { ref: id, attributes: { Arn: localArn(environment, 'kms', `key/${id}`), KeyId: id } };
  },
  'AWS::S3::Bucket': (resource, environment) => {
    const name = physicalName(resource, 'BucketName', 63).toLowerCase();
    const domain = `${name}.s3.${environment.urlSuffix}`;
    const attributes = {
      Arn: `arn:${environment.partition}:s3:::${name}`,
      DomainName: domain,
      RegionalDomainName: `${name}.s3.${environment.region}.${environment.urlSuffix}`,
    };
    return { ref: name, attributes };
  },
  'AWS::Logs::LogGroup': (resource, environment) => {
    const name = physicalName(resource, 'LogGroupName');
    // The attribute that CloudFormation gives stands for the streams, too.
    return { ref: name, attributes: { Arn: localArn(environment, 'logs', `log-group:${name}:*`) } };
  },
  'AWS::StepFunctions::StateMachine': (resource, environment) => {
    const name = physicalName(resource, 'StateMachineName', 80);
    const arn = localArn(environment, 'states', `stateMachine:${name}`);
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  },
  'AWS::ApiGatewayV2::Api': (resource, environment) => ({
    ref: apiId(resource),
    attributes: { ApiId: apiId(resource), ApiEndpoint: environment.apiUrl },
  }),
  'AWS::ApiGatewayV2::Stage': (resource) => ({ ref: String(resource.own('StageName')), attributes: {} }),
  'AWS::Events::Rule': (resource, environment) => {
    const name = physicalName(resource, 'Name', 64);
    return { ref: name, attributes: { Arn: localArn(environment, 'events', `rule/${name}`) } };
  },
};

function table(resource: AttributedResource, environment: LocalEnvironment): ResourceAttributes {
  const name = physicalName(resource, 'TableName');
  const arn = localArn(environment, 'dynamodb', `table/${name}`);
  return {
    ref: name,
    attributes: { Arn: arn, StreamArn: `${arn}/stream/local`, TableId: resource.logicalId },
  };
}

function describeOther(resource: AttributedResource): ResourceAttributes {
  return { ref: physicalName(resource), attributes: {} };
}

function functionArnOf(resource: AttributedResource, environment: LocalEnvironment): string {
  const named = String(resource.own('FunctionName'));
  return named.startsWith('arn:') ? named : localArn(environment, 'lambda', `function:${named}`);
}

function apiId(resource: AttributedResource): string {
  return resource.logicalId.toLowerCase();
}

/** The name given in the template, or one made of stack and logical id, whose end (CDK's hash) is kept when cut. */
function physicalName(resource: AttributedResource, property?: string, longest = 255): string {
  const given = property === undefined ? undefined : resource.own(property);
  if (typeof given === 'string') return given;
  const name = `${resource.stack}-${resource.logicalId}`;
  return name.length <= longest ? name : name.slice(0, longest - 20) + name.slice(-20);
}
