import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import * as z from 'zod';

const compilationSchema = z.object({
  /** Code by the function's name. */
  code: z.record(z.string(), z.string()),
  /** Every file that it was made of, by its path within the project. */
  sources: z.array(z.string()),
});

/** What a compiler made, and of what. */
export type Compilation = z.infer<typeof compilationSchema>;

const keptSchema = z.object({ fingerprint: z.string(), compilation: compilationSchema });

/** Files beside the sources that decide what a compiler makes of them. */
const DECIDING = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.base.json'];

/** File systems take the time of a change from a clock that ticks, so that it may seem a little earlier. */
const CLOCK_TICK_MS = 20;

/** Where a compilation is kept and what it depends on. */
export interface KeptCompilationOptions {
  /** The project's directory. */
  readonly root: string;
  readonly path: string;
  /** The compiler's settings and version, and how it is called: with others nothing that was kept fits. */
  readonly settings: unknown;
  readonly compile: () => Promise<Compilation>;
}

/**
 * What `compile` gives, or what it gave to an earlier process if since then nothing has changed that it depends on: each
 * source, the packages' versions, the settings. Reading all of them takes a hundredth of the time of compiling.
 */
export async function keptCompilation(options: KeptCompilationOptions): Promise<Compilation> {
  const kept = readKept(options.path);
  if (kept !== undefined && kept.fingerprint === fingerprint(options, kept.compilation.sources))
    return kept.compilation;
  const begun = Date.now();
  const compilation = await options.compile();
  const current = fingerprint(options, compilation.sources);
  // In this order: what is written after this was read is told by its time.
  if (current !== undefined && !changedSince(begun - CLOCK_TICK_MS, options, compilation.sources))
    keep(options.path, { fingerprint: current, compilation });
  return compilation;
}

/** Whether a file was written at that time or later: then the compiler may have read what it was before. */
function changedSince(time: number, { root }: KeptCompilationOptions, sources: readonly string[]): boolean {
  return [...DECIDING, ...sources].some((source) => {
    const found = statSync(join(root, source), { throwIfNoEntry: false });
    return found === undefined || found.mtimeMs >= time;
  });
}

function readKept(path: string): z.infer<typeof keptSchema> | undefined {
  try {
    return keptSchema.safeParse(JSON.parse(readFileSync(path, 'utf8'))).data;
  } catch {
    // There is none, or none that was written whole.
    return undefined;
  }
}

/** A file of this process's own until it is whole: others may be writing theirs, or be killed while they do. */
function keep(path: string, kept: z.infer<typeof keptSchema>): void {
  const written = `${path}.${process.pid}`;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(written, JSON.stringify(kept));
  renameSync(written, path);
}

/** Tells these sources, settings and versions from any others; undefined when a source is not there any more. */
function fingerprint(
  { root, settings }: KeptCompilationOptions,
  sources: readonly string[],
): string | undefined {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  try {
    for (const source of [...DECIDING, ...sources]) {
      const content = readFileSync(join(root, source));
      hash.update(`\n${source} ${content.length}\n`).update(content);
    }
  } catch {
    return undefined;
  }
  return hash.digest('hex');
}
