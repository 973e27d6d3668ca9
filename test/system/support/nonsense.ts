import type { Operation } from './open-api.ts';
import { pathOf, type PreparedRequest, type Sending } from './operations-on-stage.ts';
import { spoiledBodies } from './spoiled-bodies.ts';
import { spoiledScalars } from './spoiled-scalars.ts';

/** One way to send a request wrongly, and what it must come to. */
export interface Nonsense {
  readonly what: string;
  readonly sending: Sending;
  readonly status: readonly number[];
  /** Field that the problem must name; undefined where the answer may be the gateway's own, or names no field. */
  readonly field: string | undefined;
}

const KILOBYTE = 1024;
/** In characters; what is longer is refused before it is a request. */
const LONGEST_QUERY = 1500;

/** The request with its body spoiled in every way that the schema allows, and with no body that can be read at all. */
export function nonsenseBodies(request: PreparedRequest): Nonsense[] {
  const { operation, json = {} } = request;
  if (operation.body === undefined) return [];
  const spoiled = spoiledBodies(operation.body, json).map(({ field, fault, text }) => ({
    what: `${field}: ${fault}`,
    sending: { body: text },
    status: [400],
    field,
  }));
  return [...spoiled, ...unreadableBodies(operation, JSON.stringify(json))];
}

function unreadableBodies(operation: Operation, valid: string): Nonsense[] {
  const unreadable = {
    'a torn body': valid.slice(0, -1),
    'an empty body': '',
    'a list': `[${valid}]`,
    'a text': '"x"',
    'a number': '1',
    null: 'null',
    'an endless list': '['.repeat(60_000),
    'a list in a list in a list': '['.repeat(30_000) + ']'.repeat(30_000),
    'two bodies': `${valid}${valid}`,
  };
  const other = { 'content-type': 'text/plain' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  return [
    ...Object.entries(unreadable).map(([what, body]) => ({
      what,
      sending: { body },
      status: [400],
      field: 'body',
    })),
    { what: 'text/plain', sending: { body: valid, headers: other }, status: [415], field: undefined },
    {
      what: 'no content type',
      sending: { body: valid, headers: { 'content-type': undefined } },
      status: [415],
      field: undefined,
    },
    operation.takesForm
      ? {
          what: 'a form with a field too many',
          sending: { body: 'unexpectedField=x', headers: form },
          status: [400],
          field: 'unexpectedField',
        }
      : { what: 'a form', sending: { body: 'a=b', headers: form }, status: [415], field: undefined },
    {
      what: '70 KB',
      sending: { body: `${' '.repeat(70 * KILOBYTE)}${valid}` },
      status: [413],
      field: undefined,
    },
  ];
}

/** The request with headers that are no keys and no versions. */
export function nonsenseHeaders({ operation }: PreparedRequest): Nonsense[] {
  const has = (name: string) =>
    operation.parameters.some((each) => each.in === 'header' && each.name === name);
  const keys = ['short', 'x'.repeat(129), 'with a space in it', 'schlüssel-schlüssel', ''];
  const versions = ['abc', '*', '"-1"', '"1.5"', '"99999999999999999999"', '"1", "2"', ''];
  return [
    ...(has('Idempotency-Key') ? keys : []).map((key) => wrongHeader('Idempotency-Key', key)),
    ...(has('If-Match') ? versions : []).map((version) => wrongHeader('If-Match', version)),
    ...(has('If-Match')
      ? [
          {
            what: 'no If-Match',
            sending: { headers: { 'if-match': undefined } },
            status: [428],
            field: 'header.If-Match',
          },
          {
            what: 'a version to come',
            sending: { headers: { 'if-match': '"999999999"' } },
            status: [412],
            field: undefined,
          },
        ]
      : []),
  ];
}

function wrongHeader(name: string, value: string): Nonsense {
  return {
    what: `${name}: ${value}`,
    sending: { headers: { [name.toLowerCase()]: value } },
    // An empty header may be taken for none.
    status: value === '' ? [400, 428] : [400],
    field: `header.${name}`,
  };
}

/** The request with ids that are none in its path, and with a query that nobody asked for. */
export function nonsensePaths(request: PreparedRequest): Nonsense[] {
  const { parameters } = request.operation;
  const inPath = parameters
    .filter((each) => each.in === 'path')
    .flatMap(({ name }) => wrongIds(request, name));
  const inQuery = parameters
    .filter((each) => each.in === 'query')
    .flatMap(({ name, schema }) => wrongQueries(request, name, schema));
  return [...inPath, ...inQuery, wrongQuery(request, 'unexpectedField', 'x')];
}

function wrongIds(request: PreparedRequest, name: string): Nonsense[] {
  const ids = ['x', 'x'.repeat(2000), "' OR 1=1", '\u0000', '编号', '../../secret', '__proto__', '%', '😀'];
  return ids.map((id) => ({
    what: `{${name}} ${id.slice(0, 20)}`,
    sending: { path: pathOf({ ...request, parameters: { ...request.parameters, [name]: id } }) },
    status: [400, 404],
    field: undefined,
  }));
}

function wrongQueries(
  request: PreparedRequest,
  name: string,
  schema: Operation['parameters'][number]['schema'],
) {
  // A URL has no halves of characters.
  const values = spoiledScalars(schema).flatMap(({ fault, value }) =>
    fault.startsWith('half')
      ? []
      : typeof value === 'string' && value !== ''
        ? [value.slice(0, LONGEST_QUERY)]
        : typeof value === 'number'
          ? [String(value)]
          : [],
  );
  const cursors =
    name === 'cursor'
      ? ['x', 'bm9uc2Vuc2U', Buffer.from('{"pk":"CASE#x","sk":"y"}').toString('base64url')]
      : [];
  // In a query everything is text, so that only what is wrong as a text is wrong here.
  const wrong = schema['type'] === 'string' ? values.filter((value) => !/^[\d.]+$/.test(value)) : values;
  return [...wrong, ...cursors].map((value) => wrongQuery(request, name, value));
}

function wrongQuery(request: PreparedRequest, name: string, value: string): Nonsense {
  const path = pathOf({ ...request, query: { ...request.query, [name]: value } });
  return { what: `?${name}=${value.slice(0, 30)}`, sending: { path }, status: [400], field: `query.${name}` };
}
