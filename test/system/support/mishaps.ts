import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { DeleteObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

import { workItem } from '#functions/registry/store/work-store.ts';
import type { Work } from '#functions/registry/work/work.ts';
import type { LocalSystem } from '#local/system/local-system.ts';
import { machineSchema, outboxRowSchema, PENDING_PARTITION, type Effect } from '#platform/outbox/effect.ts';
import { waitSchema } from '#platform/wait/wait.ts';

import type { TableItem, TestSystem } from './test-system.ts';

const MINUTE = 60;
/** Longer than the sweeper tries a row before it gives it up. */
const UNTIL_GIVEN_UP = 30 * MINUTE;
/** What the stream leads to the relay. A row that the stream has lost is one of any other entity. */
const OUTBOX = 'outbox';
const LOST = 'outbox-lost';

/**
 * What goes wrong seldom and is put right by itself: brought about by the records it would leave behind, so that the
 * functions that put it right run as they would then.
 */
export class Mishaps {
  readonly #system: TestSystem & { readonly local: LocalSystem };
  readonly #client: DynamoDBClient;
  readonly #documents: DynamoDBDocumentClient;

  constructor(system: TestSystem & { readonly local: LocalSystem }) {
    this.#system = system;
    const { environment, credentials } = system.local;
    this.#client = new DynamoDBClient({
      endpoint: environment.awsUrl,
      region: environment.region,
      credentials,
    });
    this.#documents = DynamoDBDocumentClient.from(this.#client);
  }

  /** An effect that nothing can carry out: tried by the relay, then by the sweeper until it gives up. */
  async poisonedEffect(): Promise<void> {
    const effect: Effect = { type: 'startExecution', machine: 'notify', executionName: 'poison', input: {} };
    await this.#putRow('CASE#poison', 'OUTBOX#poison', OUTBOX, effect);
    await this.#system.advance(UNTIL_GIVEN_UP);
  }

  /** Work of the registry that nobody can do: tried from the stream, then each minute until it is given up. */
  async poisonedWork(): Promise<void> {
    const createdAt = new Date(this.#system.now()).toISOString();
    const work: Work = { type: 'compareImportPart', partnershipId: 'nowhere', importId: 'I-NONE', part: 1 };
    const { key, entity, body, gsi2 } = workItem({
      workId: 'poison',
      work,
      createdAt,
      status: 'pending',
      attempts: 0,
    });
    await this.#put(
      { ...key, entity, revision: 1, body, gsi2pk: gsi2?.pk, gsi2sk: gsi2?.sk },
      'RegistryTable',
    );
    await this.#system.advance(UNTIL_GIVEN_UP);
  }

  /** A file of the exchange has lapsed. */
  async lapsedFile(Key: string): Promise<void> {
    const { environment, credentials, graph } = this.#system.local;
    const bucket = graph.ofType('AWS::S3::Bucket').find(({ logicalId }) => logicalId.startsWith('Exchange'));
    if (bucket === undefined) throw new Error('The templates have no bucket of the exchange.');
    const { awsUrl: endpoint, region } = environment;
    const client = new S3Client({ endpoint, region, credentials, forcePathStyle: true });
    await client.send(new DeleteObjectCommand({ Bucket: graph.refOf(bucket), Key }));
    client.destroy();
  }

  /** Every start of an execution that has ended comes a second time: by the stream, and to the sweeper. */
  async repeatedStarts(): Promise<void> {
    for (const [index, { pk, body }] of (await this.#startsOfEnded()).entries()) {
      const { effect } = outboxRowSchema.parse(body);
      await this.#putRow(pk, `OUTBOX#again-${index}`, OUTBOX, effect);
      await this.#system.settle();
      await this.#putRow(pk, `OUTBOX#late-${index}`, LOST, effect);
      await this.#system.advance(2 * MINUTE);
    }
  }

  /** News of a case that the stream has lost: the sweeper wakes whoever waits for it. */
  async lostWake(caseId: string): Promise<void> {
    const effect: Effect = { type: 'wake', caseId, waits: ['*'], version: 1_000 };
    await this.#putRow(`CASE#${caseId}`, 'OUTBOX#lost-wake', LOST, effect);
    await this.#system.advance(2 * MINUTE);
  }

  /** Every waiting process registers its wait again, as if its case had moved on in between. */
  async lateRegistrations(): Promise<void> {
    for (const { body } of await this.#waits()) {
      const { caseId, name, token, machine, executionName, dueAt } = waitSchema.parse(body);
      const machineArn = this.#machineArn(machine);
      const executionArn = `${machineArn.replace(':stateMachine:', ':execution:')}:${executionName}`;
      const outcome = await this.#system.local.invoke(this.#functionNamed('registerwait'), {
        token,
        executionArn,
        caseId,
        name,
        seenVersion: 0,
        dueAt,
      });
      if (!outcome.ok) throw new Error(`register-wait failed: ${outcome.error.errorMessage}`);
      await this.#system.settle();
    }
  }

  /** Every running process dies without a word. */
  async deadProcesses(): Promise<void> {
    const { engine } = this.#system.local;
    const { executions } = await engine.listExecutions({ statusFilter: 'RUNNING' });
    for (const { executionArn } of executions) await engine.stopExecution({ executionArn });
    // Each wait has to fall due; until then it is nobody's business.
    for (const wait of await this.#waits()) await this.#putDue(wait);
    await this.#system.advance(10 * MINUTE);
  }

  close(): void {
    this.#client.destroy();
  }

  async #startsOfEnded(): Promise<TableItem[]> {
    const ended = new Set(
      (await this.#system.executions())
        .filter(([, text]) => !text.includes('"status":"RUNNING"'))
        .map(([name]) => name),
    );
    const rows = (await this.#system.allItems()).filter(({ entity }) => entity === OUTBOX);
    const starts = rows.filter(({ body }) => {
      const { effect } = outboxRowSchema.parse(body);
      return effect.type === 'startExecution' && ended.has(effect.executionName);
    });
    return machineSchema.options.map((machine) => {
      const found = starts.find(({ body }) => JSON.stringify(body).includes(`"machine":"${machine}"`));
      if (found === undefined) throw new Error(`No execution of ${machine} has ended.`);
      return found;
    });
  }

  async #waits(): Promise<TableItem[]> {
    const items = (await this.#system.allItems()).filter(({ entity }) => entity === 'wait');
    return items.filter(({ body }) => {
      const { token, answeredAt } = waitSchema.parse(body);
      return token !== undefined && answeredAt === undefined;
    });
  }

  async #putRow(pk: string, sk: string, entity: string, effect: Effect): Promise<void> {
    const createdAt = new Date(this.#system.now()).toISOString();
    const body = { effect, createdAt, status: 'pending', attempts: 0 };
    const listed = { gsi2pk: PENDING_PARTITION, gsi2sk: `${createdAt}#${pk}#${sk}` };
    await this.#put({ pk, sk, entity, revision: 1, body, ...listed });
  }

  async #putDue({ pk, sk, body }: TableItem): Promise<void> {
    const dueAt = new Date(this.#system.now() - 5 * MINUTE * 1000).toISOString();
    const TableName = await this.#table();
    const { Item } = await this.#documents.send(new GetCommand({ TableName, Key: { pk, sk } }));
    await this.#put({ ...Item, body: { ...body, dueAt }, gsi2sk: `${dueAt}#${pk}#${sk}` });
  }

  async #put(item: Record<string, unknown>, table?: string): Promise<void> {
    await this.#documents.send(new PutCommand({ TableName: await this.#table(table), Item: item }));
  }

  async #table(logicalId = 'RecordsTable'): Promise<string> {
    const { TableNames = [] } = await this.#client.send(new ListTablesCommand({}));
    return z.string().parse(TableNames.find((name) => name.includes(logicalId)));
  }

  #machineArn(machine: string): string {
    const id = machine.replaceAll('-', '');
    const { graph } = this.#system.local;
    const found = graph
      .ofType('AWS::StepFunctions::StateMachine')
      .find(({ logicalId }) => logicalId.toLowerCase().includes(id));
    if (found === undefined) throw new Error(`There is no machine "${machine}".`);
    return graph.refOf(found);
  }

  #functionNamed(part: string): string {
    const { graph } = this.#system.local;
    const found = graph.ofType('AWS::Lambda::Function').find(({ logicalId }) => logicalId.includes(part));
    if (found === undefined) throw new Error(`There is no function "${part}".`);
    return graph.refOf(found);
  }
}
