import { describe, expect, test } from 'vitest';

import { resolveIntrinsics, type IntrinsicScope } from '#local/template/resolve-intrinsics.ts';
import { TemplateGraph } from '#local/template/template-graph.ts';
import { templateSchema, type Template } from '#local/template/template.ts';

const environment = {
  partition: 'aws-cn',
  region: 'cn-north-1',
  account: '000000000000',
  urlSuffix: 'amazonaws.com.cn',
  apiUrl: 'http://127.0.0.1:1',
  awsUrl: 'http://127.0.0.1:2',
};

function template(Resources: object, rest: object = {}): Template {
  return templateSchema.parse({ Resources, ...rest });
}

/** Another stack, which writes a parameter. */
const otherStack = template({
  Parameter: {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: '/Stack/looked', Value: { 'Fn::Sub': 'of-${AWS::Region}' } },
  },
});

function onlyResource(Properties: object, rest: object = {}): unknown {
  const graph = new TemplateGraph(
    { Stack: template({ Queue: { Type: 'AWS::SQS::Queue', Properties } }, rest), Other: otherStack },
    environment,
  );
  return graph.resources[0]?.properties();
}

describe('the intrinsic functions of a template', () => {
  test.each([
    ['Ref to a pseudo parameter', { Ref: 'AWS::Partition' }, 'aws-cn'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', { Ref: 'AWS::Region' }]] }, 'a-cn-north-1'],
    ['Fn::Sub', { 'Fn::Sub': 'x/${AWS::AccountId}/${!kept}' }, 'x/000000000000/${kept}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${who}', { who: { Ref: 'AWS::StackName' } }] }, 'Stack'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': ['1', { 'Fn::Split': ['|', 'a|b|c'] }] }, 'b'],
    ['Fn::If', { 'Fn::If': ['InChina', 'yes', 'no'] }, 'yes'],
    ['Fn::If with another outcome', { 'Fn::If': ['Elsewhere', 'yes', 'no'] }, 'no'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['Sizes', 'small', 'seconds'] }, 5],
    ['Fn::Base64', { 'Fn::Base64': 'ab' }, 'YWI='],
    ['a parameter by its default', { Ref: 'Stage' }, 'dev'],
    ['a parameter by what the Systems Manager has under that name', { Ref: 'Looked' }, 'of-cn-north-1'],
  ])('%s', (_, value, expected) => {
    const rest = {
      Conditions: {
        InChina: { 'Fn::Equals': [{ Ref: 'AWS::Partition' }, 'aws-cn'] },
        Elsewhere: { 'Fn::Or': [{ 'Fn::Not': [{ Condition: 'InChina' }] }, { 'Fn::Equals': ['a', 'b'] }] },
      },
      Mappings: { Sizes: { small: { seconds: 5 } } },
      Parameters: {
        Stage: { Type: 'String', Default: 'dev' },
        Looked: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/Stack/looked' },
      },
    };
    expect(onlyResource({ Value: value }, rest)).toEqual({ Value: expected });
  });

  test('AWS::NoValue leaves its property or its place in a list out', () => {
    expect(onlyResource({ A: { Ref: 'AWS::NoValue' }, B: [1, { Ref: 'AWS::NoValue' }] })).toEqual({ B: [1] });
  });

  test('a function that is not known is refused by name', () => {
    const scope = { subject: 'stack S, resource R' } as IntrinsicScope;
    expect(() => resolveIntrinsics({ 'Fn::Cidr': [] }, scope)).toThrow('Stack S, resource R uses Fn::Cidr');
  });
});

describe('references', () => {
  test('reach other stacks by what these export', () => {
    const graph = new TemplateGraph(
      {
        Data: template(
          { Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'notes' } } },
          { Outputs: { Out: { Value: { 'Fn::GetAtt': ['Table', 'Arn'] }, Export: { Name: 'Data:Table' } } } },
        ),
        Code: template({
          Queue: { Type: 'AWS::SQS::Queue', Properties: { Source: { 'Fn::ImportValue': 'Data:Table' } } },
        }),
      },
      environment,
    );
    expect(graph.ofType('AWS::SQS::Queue')[0]?.properties()).toEqual({
      Source: 'arn:aws-cn:dynamodb:cn-north-1:000000000000:table/notes',
    });
  });

  test.each([
    ['Ref', { Ref: 'Gone' }, '"Gone", which the template does not contain'],
    ['Fn::GetAtt', { 'Fn::GetAtt': ['Gone', 'Arn'] }, '"Gone.Arn", which the template does not contain'],
    ['Fn::Sub', { 'Fn::Sub': '${Gone.Arn}' }, '"Gone.Arn", which the template does not contain'],
    ['Fn::ImportValue', { 'Fn::ImportValue': 'Data:Gone' }, '"Data:Gone", which no stack exports'],
  ])('to nothing by %s name both ends', (_, value, message) => {
    expect(() => onlyResource({ Value: value })).toThrow(message);
    expect(() => onlyResource({ Value: value })).toThrow('Stack Stack, resource Queue');
  });
});

describe('resources', () => {
  test('of an unknown type are refused by name, of an ignored type left out', () => {
    const unknown = { Bus: { Type: 'AWS::Kinesis::Stream' } };
    expect(() => new TemplateGraph({ S: template(unknown) }, environment)).toThrow(
      'resource Bus (AWS::Kinesis::Stream)',
    );
    const ignored = { Role: { Type: 'AWS::IAM::Role' }, Log: { Type: 'AWS::Logs::LogGroup' } };
    expect(new TemplateGraph({ S: template(ignored) }, environment).resources).toEqual([]);
  });

  test('whose condition does not hold are left out', () => {
    const resources = { Queue: { Type: 'AWS::SQS::Queue', Condition: 'Never' } };
    const rest = { Conditions: { Never: { 'Fn::Equals': ['a', 'b'] } } };
    expect(new TemplateGraph({ S: template(resources, rest) }, environment).resources).toEqual([]);
  });

  test('keep their names from start to start, also where a name has to be cut', () => {
    const long = `Function${'x'.repeat(80)}`;
    const build = (): TemplateGraph =>
      new TemplateGraph({ S: template({ [`${long}1`]: { Type: 'AWS::Lambda::Function' } }) }, environment);
    const [graph, again] = [build(), build()];
    const [first, second] = [graph.resources[0], again.resources[0]];
    if (first === undefined || second === undefined) throw new Error('the function is missing');
    expect(graph.refOf(first)).toBe(again.refOf(second));
    expect(graph.refOf(first)).toHaveLength(64);
    expect(graph.refOf(first)).toMatch(/x1$/);
  });
});
