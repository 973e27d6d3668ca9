import { describe, expect, test } from 'vitest';

import { eventMatcher } from '#local/streams/event-pattern.ts';

const record = {
  eventName: 'INSERT',
  dynamodb: { NewImage: { pk: { S: 'NOTE#1' }, tags: { L: ['a', 'b'] } }, size: 5 },
};

describe('a pattern', () => {
  test.each([
    ['an equal value', { eventName: ['MODIFY', 'INSERT'] }, true],
    ['no equal value', { eventName: ['MODIFY'] }, false],
    ['a prefix', { dynamodb: { NewImage: { pk: { S: [{ prefix: 'NOTE#' }] } } } }, true],
    ['another prefix', { dynamodb: { NewImage: { pk: { S: [{ prefix: 'TASK#' }] } } } }, false],
    ['a suffix', { dynamodb: { NewImage: { pk: { S: [{ suffix: '#1' }] } } } }, true],
    ['a value in any case', { eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
    ['anything but a value', { eventName: [{ 'anything-but': ['REMOVE'] }] }, true],
    ['anything but a prefix', { eventName: [{ 'anything-but': { prefix: 'INS' } }] }, false],
    ['anything but, on a field that is missing', { other: [{ 'anything-but': ['x'] }] }, false],
    ['a field that exists', { dynamodb: { NewImage: { pk: { S: [{ exists: true }] } } } }, true],
    ['a field that does not exist', { dynamodb: { OldImage: { pk: { S: [{ exists: false }] } } } }, true],
    ['a number in its bounds', { dynamodb: { size: [{ numeric: ['>', 4, '<=', 5] }] } }, true],
    ['a number out of its bounds', { dynamodb: { size: [{ numeric: ['<', 5] }] } }, false],
    ['an item of a list', { dynamodb: { NewImage: { tags: { L: ['b'] } } } }, true],
    ['one of several alternatives', { $or: [{ eventName: ['X'] }, { dynamodb: { size: [5] } }] }, true],
    ['all of its fields', { eventName: ['INSERT'], dynamodb: { size: [6] } }, false],
  ])('matches %s', (_, pattern, expected) => {
    expect(eventMatcher(pattern)(record)).toBe(expected);
  });

  test.each([
    { a: [{ cidr: '10.0.0.0/8' }] },
    { a: 'not a list' },
    { a: [{ prefix: 1 }] },
    { a: [{ numeric: ['~', 1] }] },
  ])('that is not supported is refused: %j', (pattern) => {
    expect(() => eventMatcher(pattern)).toThrow(/filter (pattern|condition)/);
  });
});
