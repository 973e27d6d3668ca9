import { ApiClient, type ApiAnswer, type RequestOptions } from '#cli/demo/api-client.ts';
import { localDemoSystem } from '#cli/demo/local-demo-system.ts';
import { Story } from '#cli/demo/story.ts';
import { RouteTable } from '#local/http-api/route-table.ts';
import type { Synthesised } from '#local/synthesise.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { resourcesOf, without, type NamedResource } from './without-resource.ts';

/** Carries out the request of a demo, maybe not only once. */
type Ask = (method: string, path: string, send: () => Promise<ApiAnswer>) => Promise<ApiAnswer>;

/**
 * A demo in which each route is deleted from the template just when the demo asks for it, and put back when that very
 * request has failed for want of it; so one playing tells of every route what a playing of its own would. While a demo is
 * content with 404, as one is that asks whether there is a roster yet, the route is deleted again the next time.
 */
export class RouteByRouteStory extends Story {
  /** In what the first request that needed a route ended while the template lacked it, by the route's name. */
  readonly failures = new Map<string, string>();
  readonly #system: LocalSystem;
  readonly #templates: Synthesised['templates'];
  readonly #routes: RouteTable<NamedResource>;
  #before: Promise<unknown> = Promise.resolve();

  constructor(system: LocalSystem, templates: Synthesised['templates']) {
    super(localDemoSystem(system), () => undefined);
    this.#system = system;
    this.#templates = templates;
    const routes = resourcesOf(templates, 'AWS::ApiGatewayV2::Route');
    this.#routes = new RouteTable(routes.map((route) => ({ routeKey: route.name, route })));
  }

  override async as(officerId: string): Promise<ApiClient> {
    return new AskingClient(this.#ask, this.system.url, await this.system.tokenFor(officerId));
  }

  override anybody(): ApiClient {
    return new AskingClient(this.#ask, this.system.url);
  }

  /** One request after the other: none may meet an API that lacks its route for the sake of another. */
  readonly #ask: Ask = (method, path, send) => {
    const answer = this.#before.then(() => this.#askNow(method, path, send));
    this.#before = answer.catch(() => undefined);
    return answer;
  };

  async #askNow(...[method, path, send]: Parameters<Ask>): Promise<ApiAnswer> {
    const { pathname } = new URL(path, this.system.url);
    const route = this.#routes.match(method, pathname)?.route;
    if (route !== undefined && !this.failures.has(route.name)) {
      this.#system.updateApi(without(this.#templates, route));
      await send().catch((failure: unknown) => this.failures.set(route.name, String(failure)));
      this.#system.updateApi(this.#templates);
    }
    return send();
  }
}

/** A client whose requests somebody else carries out. */
class AskingClient extends ApiClient {
  readonly #ask: Ask;

  constructor(ask: Ask, baseUrl: string, token?: string) {
    super(baseUrl, token);
    this.#ask = ask;
  }

  override get(path: string, options?: RequestOptions): Promise<ApiAnswer> {
    return this.#ask('GET', path, () => super.get(path, options));
  }

  override post(path: string, body: object, options?: RequestOptions): Promise<ApiAnswer> {
    return this.#ask('POST', path, () => super.post(path, body, options));
  }

  override put(path: string, body: object, options?: RequestOptions): Promise<ApiAnswer> {
    return this.#ask('PUT', path, () => super.put(path, body, options));
  }
}
