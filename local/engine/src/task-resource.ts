import type { TaskResource } from './definition.ts';

type Pattern = Extract<TaskResource, { kind: 'action' }>['pattern'];

/** The patterns in which each action can be called. */
const ACTIONS: Readonly<Record<string, readonly Pattern[]>> = {
  'lambda:invoke': ['request', 'callback'],
  'sns:publish': ['request', 'callback'],
  'dynamodb:getItem': ['request'],
  'dynamodb:putItem': ['request'],
  'dynamodb:updateItem': ['request'],
  'dynamodb:deleteItem': ['request'],
  'states:startExecution': ['request', 'callback', 'sync', 'sync:2'],
};

const SUFFIXES: Readonly<Record<string, Pattern>> = {
  '': 'request',
  '.waitForTaskToken': 'callback',
  '.sync': 'sync',
  '.sync:2': 'sync:2',
};

const FUNCTION_ARN = /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const ACTION_ARN = /^arn:aws[a-z-]*:states:[a-z0-9-]*:(?:\d{12})?:([a-z]+):([a-zA-Z]+)(.*)$/;

/** Reads the Resource of a Task; undefined for anything this engine cannot call. */
export function parseTaskResource(arn: string): TaskResource | undefined {
  if (FUNCTION_ARN.test(arn)) return { kind: 'function', functionArn: arn };
  const [, service, action, suffix = ''] = ACTION_ARN.exec(arn) ?? [];
  const pattern = SUFFIXES[suffix];
  if (action === undefined || pattern === undefined) return undefined;
  if (service !== 'lambda' && service !== 'sns' && service !== 'dynamodb' && service !== 'states')
    return undefined;
  if (ACTIONS[`${service}:${action}`]?.includes(pattern) !== true) return undefined;
  return { kind: 'action', service, action, pattern, name: `${action}${suffix}` };
}
