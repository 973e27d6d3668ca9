import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Oldest Java that DynamoDB Local runs on. */
const oldestJava = 17;

/** There is no Java on this machine that DynamoDB Local runs on. */
export class JavaMissingError extends Error {
  override readonly name = 'JavaMissingError';
}

/**
 * Checks that `java` is there and new enough.
 * @throws JavaMissingError saying what to install
 */
export async function requireJava(): Promise<void> {
  const version = await javaVersion();
  if (version !== undefined && version >= oldestJava) return;
  const found =
    version === undefined ? 'there is no "java" on the PATH' : `the "java" on the PATH is version ${version}`;
  throw new JavaMissingError(
    `The local database needs Java ${oldestJava} or later, but ${found}. Install it, for example: ` +
      'apt install openjdk-17-jre-headless (Debian, Ubuntu), dnf install java-17-openjdk-headless (Fedora), ' +
      'brew install openjdk (macOS) or https://adoptium.net (others).',
  );
}

async function javaVersion(): Promise<number | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)('java', ['-version']);
    const match = /version "(?:1\.)?(\d+)/.exec(stderr + stdout);
    return match?.[1] === undefined ? undefined : Number(match[1]);
  } catch {
    return undefined;
  }
}
