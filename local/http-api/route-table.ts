/** A route of the API as the template has it, with whatever belongs to it. */
export interface RouteEntry<T> {
  readonly routeKey: string;
  readonly route: T;
}

/** A route that matches a request. */
export interface RouteMatch<T> extends RouteEntry<T> {
  /** Values of the path's variables, decoded. */
  readonly pathParameters: Readonly<Record<string, string>>;
}

interface CompiledRoute<T> extends RouteEntry<T> {
  readonly method: string;
  readonly segments: readonly string[];
  /** Orders the routes that match: the lowest is the most specific. */
  readonly rank: string;
}

/**
 * The routes of an HTTP API, matched as API Gateway does: a path of fixed parts before one with variables, that
 * before a greedy one (`{proxy+}`), a method before ANY, and `$default` last.
 */
export class RouteTable<T> {
  readonly #routes: readonly CompiledRoute<T>[];
  readonly #fallback: RouteEntry<T> | undefined;

  constructor(entries: readonly RouteEntry<T>[]) {
    this.#fallback = entries.find(({ routeKey }) => routeKey === '$default');
    this.#routes = entries
      .filter((entry) => entry !== this.#fallback)
      .map((entry) => compile(entry))
      .toSorted((left, right) => (left.rank < right.rank ? -1 : 1));
  }

  /** The route for a request; `path` as it was sent, without the query. */
  match(method: string, path: string): RouteMatch<T> | undefined {
    const parts = path.split('/').slice(1);
    for (const { routeKey, route, method: wanted, segments } of this.#routes) {
      if (wanted !== 'ANY' && wanted !== method) continue;
      const pathParameters = matchSegments(segments, parts);
      if (pathParameters !== undefined) return { routeKey, route, pathParameters };
    }
    return this.#fallback === undefined ? undefined : { ...this.#fallback, pathParameters: {} };
  }
}

function compile<T>(entry: RouteEntry<T>): CompiledRoute<T> {
  const [method = '', path = ''] = entry.routeKey.split(' ');
  const segments = path.split('/').slice(1);
  const ranks = segments.map((segment) => (isGreedy(segment) ? '2' : isVariable(segment) ? '1' : '0'));
  // A path that ends sooner must not come before a more specific longer one, so shorter ones are padded.
  return {
    ...entry,
    method,
    segments,
    rank: ranks.join('').padEnd(64, '0') + (method === 'ANY' ? '1' : '0'),
  };
}

function matchSegments(
  segments: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (part === undefined) return undefined;
    if (isGreedy(segment)) {
      const rest = parts.slice(index).join('/');
      if (rest === '') return undefined;
      parameters[segment.slice(1, -2)] = decoded(rest);
      return parameters;
    }
    if (isVariable(segment)) {
      if (part === '') return undefined;
      parameters[segment.slice(1, -1)] = decoded(part);
    } else if (segment !== decoded(part)) {
      return undefined;
    }
  }
  return segments.length === parts.length ? parameters : undefined;
}

/** A path or a part of one with its percent signs resolved; what is not proper UTF-8 stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isVariable(segment: string): boolean {
  return segment.startsWith('{');
}

function isGreedy(segment: string): boolean {
  return segment.endsWith('+}');
}
