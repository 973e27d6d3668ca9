import type { App } from 'aws-cdk-lib';

import { startLocalTemplates } from '#local/start-local-templates.ts';
import { synthesise } from '#local/synthesise.ts';
import type { GroundOptions } from '#local/system/ground.ts';
import type { LocalSystem } from '#local/system/local-system.ts';

/** What an app may need to know of the system it is going to run in. */
export interface LocalContext {
  /** Where the cloud assembly must be written. */
  readonly outdir: string;
  /** Address of the HTTP API, without a slash at the end. */
  readonly url: string;
  /** Issuer of the tokens that the JWT authorizer is to take, and the audience they are for. */
  readonly issuer: string;
  readonly audience: string;
}

/** What a local system is started with. */
export interface LocalOptions extends GroundOptions {
  /** The app to run, not yet synthesised. */
  readonly app: (context: LocalContext) => App | Promise<App>;
}

/**
 * Synthesises the app in this process and runs the templates on this machine until `close` is called.
 *
 * @example
 * const system = await startLocal({ app: ({ outdir, issuer }) => createApp({ outdir, issuer }), officers });
 * const token = await system.issuer.tokenFor('yaqian-01');
 * await fetch(`${system.url}/v1/cases`, { headers: { authorization: `Bearer ${token}` } });
 * await system.close();
 */
export function startLocal({ app, ...options }: LocalOptions): Promise<LocalSystem> {
  return startLocalTemplates({
    ...options,
    synthesised: async ({ directory, environment, issuer }) =>
      synthesise(
        await app({
          outdir: directory.at('cdk.out'),
          url: environment.apiUrl,
          issuer: issuer.url,
          audience: issuer.audience,
        }),
      ),
  });
}
