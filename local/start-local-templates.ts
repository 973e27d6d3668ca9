import { LocalSystem } from '#local/system/local-system.ts';
import { openGround, type Ground, type GroundOptions } from '#local/system/ground.ts';
import type { Synthesised } from '#local/synthesise.ts';

/** What templates are run with. */
export interface LocalTemplatesOptions extends GroundOptions {
  /** Templates and assets; given the addresses that they may name. */
  readonly synthesised: (ground: Ground) => Synthesised | Promise<Synthesised>;
}

/**
 * Runs synthesised templates on this machine. `startLocal` does the same from a CDK app; this one lets a test take a
 * resource out of a template first.
 *
 * @example
 * const system = await startLocalTemplates({ clock: 'virtual', synthesised: () => changed(synthesise(app)) });
 */
export async function startLocalTemplates(options: LocalTemplatesOptions): Promise<LocalSystem> {
  const ground = await openGround(options);
  try {
    return await LocalSystem.start(ground, await options.synthesised(ground));
  } catch (error) {
    await ground.close();
    throw error;
  }
}
