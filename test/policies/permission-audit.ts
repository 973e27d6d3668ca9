import type { ObservedCall } from '#local/server/observed-call.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

import { accessesOf } from './called-accesses.ts';
import { encryptionKeys } from './encryption-keys.ts';
import { keyAliases } from './key-aliases.ts';
import { keyAccesses } from './key-accesses.ts';
import { applies, isAllowed, type Access } from './policy-evaluator.ts';
import type { PolicyStatement } from './policy-statement.ts';
import { runtimeAccesses } from './runtime-accesses.ts';
import { denials, statementsByFunction } from './template-roles.ts';

/** As every call to AWS is made. */
const secure = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3' };

/** What the functions of a running system did, held against what its templates let them do. */
export class PermissionAudit {
  /** What each function did, or had done in its name, each once. */
  readonly needed: ReadonlyMap<string, readonly Access[]>;
  /** What buckets, topics and queues refuse to everybody. */
  readonly denied: readonly PolicyStatement[];
  readonly #granted: ReadonlyMap<string, readonly PolicyStatement[]>;

  constructor({ graph, environment }: LocalSystem, calls: readonly ObservedCall[]) {
    this.#granted = statementsByFunction(graph);
    this.denied = denials(graph);
    const keys = encryptionKeys(graph);
    const aliases = keyAliases(graph);
    const atRuntime = runtimeAccesses(graph);
    this.needed = new Map(
      [...this.#granted.keys()].map((name) => {
        const called = calls
          .filter(({ caller }) => caller === name)
          .flatMap((call) => accessesOf(call, environment, aliases))
          .concat(atRuntime.get(name) ?? []);
        const all = called.flatMap((access) => [access, ...keyAccesses(access, keys, environment)]);
        return [name, [...new Map(all.map((access) => [JSON.stringify(access), access])).values()]];
      }),
    );
  }

  /** What IAM would have refused, one line each. */
  refused(): string[] {
    return [...this.needed].flatMap(([name, accesses]) =>
      accesses
        .filter((access) => !isAllowed([...this.#grantsOf(name), ...this.denied], overTls(access)))
        .map(({ action, resource }) => `${name}: ${action} on ${resource}`),
    );
  }

  /** What was granted and never used, one line for each action and resource. */
  unused(): string[] {
    return [...this.#granted.keys()].flatMap((name) =>
      this.#grantsOf(name)
        .flatMap(singleGrants)
        .filter((grant) => !this.#neededBy(name).some((access) => applies(grant, overTls(access))))
        .map(
          ({ Action, Resource, NotResource }) =>
            `${name}: ${Action.join()} on ${Resource?.join() ?? `not ${NotResource?.join()}`}`,
        ),
    );
  }

  #grantsOf(name: string): readonly PolicyStatement[] {
    return this.#granted.get(name) ?? [];
  }

  #neededBy(name: string): readonly Access[] {
    return this.needed.get(name) ?? [];
  }
}

function overTls({ context, ...access }: Access): Access {
  return { ...access, context: { ...secure, ...context } };
}

/** The statement with one action and one resource of it, for each of them. */
function singleGrants(statement: PolicyStatement): PolicyStatement[] {
  const { Action, Resource, ...rest } = statement;
  return Action.flatMap((action) =>
    Resource === undefined
      ? [{ ...rest, Action: [action] }]
      : Resource.map((resource) => ({ ...rest, Action: [action], Resource: [resource] })),
  );
}
