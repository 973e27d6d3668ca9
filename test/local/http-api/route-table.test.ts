import { describe, expect, test } from 'vitest';

import { RouteTable } from '#local/http-api/route-table.ts';

const keys = [
  'GET /v1/cases/{id}',
  'GET /v1/cases/mine',
  'ANY /v1/cases/{id}',
  'GET /v1/{proxy+}',
  'GET /v1/cases/{id}/tasks/{task}',
];
const table = new RouteTable(keys.map((routeKey) => ({ routeKey, route: routeKey })));

describe('a request is matched', () => {
  test.each([
    ['by the fixed path before a variable', 'GET', '/v1/cases/mine', 'GET /v1/cases/mine', {}],
    ['by the method before ANY', 'GET', '/v1/cases/7', 'GET /v1/cases/{id}', { id: '7' }],
    ['by ANY for other methods', 'DELETE', '/v1/cases/7', 'ANY /v1/cases/{id}', { id: '7' }],
    [
      'by the variable before a greedy one',
      'GET',
      '/v1/cases/7/tasks/8',
      'GET /v1/cases/{id}/tasks/{task}',
      { id: '7', task: '8' },
    ],
    ['by a greedy variable, slashes and all', 'GET', '/v1/a/b%2Fc', 'GET /v1/{proxy+}', { proxy: 'a/b/c' }],
  ])('%s', (_, method, path, routeKey, pathParameters) => {
    expect(table.match(method, path)).toEqual({ routeKey, route: routeKey, pathParameters });
  });

  test.each([
    ['an empty variable', 'DELETE', '/v1/cases/'],
    ['a path that goes on', 'DELETE', '/v1/cases/7/8'],
    ['another method', 'POST', '/v1/cases/mine/x'],
    ['nothing behind a greedy variable', 'GET', '/v1/'],
  ])('by no route for %s', (_, method, path) => {
    expect(table.match(method, path)).toBeUndefined();
  });

  test('by $default when no other route fits', () => {
    const withDefault = new RouteTable([
      { routeKey: '$default', route: 1 },
      { routeKey: 'GET /a', route: 2 },
    ]);
    expect(withDefault.match('POST', '/anything')?.routeKey).toBe('$default');
    expect(withDefault.match('GET', '/a')?.routeKey).toBe('GET /a');
  });
});
