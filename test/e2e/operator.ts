import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';

import { deployedStack } from '#cli/deployed-stack.ts';
import { PENDING_PARTITION, outboxRowSchema } from '#platform/outbox/effect.ts';
import { DynamoDbItemStore } from '#platform/store/dynamodb-item-store.ts';

import { readmeCommands, type Undertaking } from './readme-commands.ts';
import { Shell } from './shell.ts';

/** Name in the example deployment file. */
const DEPLOYMENT = 'qianqing-yaqian';
const STAGE = 'dev';

/** Who deploys, signs officers in and looks into the records: with the credentials of the shell, by the README's commands. */
export class Operator {
  readonly shell: Shell;
  readonly deploymentFile: string;
  /** Where everything is written. */
  readonly directory: string;
  /** Variables by which the processes of a run can be told. */
  readonly marks: Readonly<Record<string, string>>;
  readonly #private: string;
  readonly #allowed: string;
  readonly #tokens = new Map<string, Promise<string>>();
  #records: DynamoDbItemStore | undefined;

  /**
   * @param directory where everything is written
   * @param marks variables by which the processes of a run can be told
   */
  constructor(directory: string, marks: Readonly<Record<string, string>>) {
    this.directory = directory;
    this.marks = marks;
    this.#private = join(directory, 'private');
    this.deploymentFile = join(directory, 'deployment.json');
    mkdirSync(this.#private, { recursive: true, mode: 0o700 });
    this.#allowed = join(directory, 'allowed-changes.json');
    this.allow([]);
    this.shell = new Shell(
      { DEPLOYMENT: this.deploymentFile, STAGE, PRIVATE: this.#private, ALLOWED: this.#allowed },
      directory,
    );
  }

  /** Allows losses, and none but these. */
  allow(allowed: readonly object[]): void {
    writeFileSync(this.#allowed, JSON.stringify({ allowed }));
  }

  /**
   * Does what the README says.
   * @param after what is done when a command that contains the name has ended
   */
  async undertake(
    undertaking: Undertaking,
    after: Readonly<Record<string, () => Promise<void> | void>> = {},
  ): Promise<void> {
    const due = new Map(Object.entries(after));
    for (const command of readmeCommands(undertaking)) {
      await this.shell.run(command);
      for (const [name, act] of due)
        if (command.includes(name)) {
          due.delete(name);
          await act();
        }
    }
    if (due.size > 0) throw new Error(`The README has no command with ${[...due.keys()].join(', ')}.`);
  }

  /** An output of a deployed stack. */
  async output(which: 'stateful' | 'stateless', name: string): Promise<string> {
    return (await deployedStack({ deployment: DEPLOYMENT, stage: STAGE }, which)).output(name);
  }

  /** Name of a deployed stack. */
  async stackName(which: 'stateful' | 'stateless'): Promise<string> {
    return (await deployedStack({ deployment: DEPLOYMENT, stage: STAGE }, which)).stackName;
  }

  /** The ID token of an officer; signs in once. */
  tokenFor(officerId: string): Promise<string> {
    const known = this.#tokens.get(officerId);
    if (known !== undefined) return known;
    const token = this.#signIn(officerId);
    this.#tokens.set(officerId, token);
    return token;
  }

  async #signIn(officerId: string): Promise<string> {
    const tokenFile = join(this.#private, `${officerId}.token`);
    await this.shell.run(
      [
        'npm run --silent sign-in -- --deployment $DEPLOYMENT --stage $STAGE',
        `--officer ${officerId} --password-file $PRIVATE/passwords.json`,
        `--mfa-secret-file $PRIVATE/authenticators.json --token-file ${tokenFile}`,
      ].join(' '),
    );
    return readFileSync(tokenFile, 'utf8').trim();
  }

  /** How many effects of commits have not happened yet. */
  async pendingEffects(): Promise<number> {
    this.#records ??= new DynamoDbItemStore(new DynamoDBClient(), await this.output('stateful', 'TableName'));
    return (await this.#records.queryIndex('gsi2', PENDING_PARTITION, outboxRowSchema)).items.length;
  }

  /** Deletes every photo, as the README says: a bucket that holds one keeps its stack from being removed. */
  async deletePhotos(): Promise<void> {
    const s3 = new S3Client();
    const Bucket = await this.output('stateful', 'PhotoBucketName');
    for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket }))
      for (const { Key } of Contents) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  }
}
