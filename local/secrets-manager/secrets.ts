import { randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import * as z from 'zod';

import { writeWhole } from '#local/system/write-whole.ts';
import { parseProperties, type Resource } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const PUNCTUATION = '!#$%&()*+,-./:;<=>?@[]^_{|}~';

const secretSchema = z.looseObject({
  SecretString: z.string().optional(),
  GenerateSecretString: z
    .strictObject({
      PasswordLength: z.coerce.number().int().min(1).max(4096).default(32),
      ExcludePunctuation: z.coerce.boolean().default(false),
      SecretStringTemplate: z.string().default('{}'),
      GenerateStringKey: z.string(),
    })
    .optional(),
});

const keptSchema = z.record(z.string(), z.string());

/** The secrets of the templates: made as Secrets Manager makes them, and kept when the data is. */
export class Secrets {
  readonly #values = new Map<string, string>();
  readonly #path: string | undefined;

  /**
   * @param path the file that keeps them; undefined keeps them in memory only
   * @throws TemplateError for a secret that cannot be made here
   */
  constructor(graph: TemplateGraph, path: string | undefined) {
    this.#path = path;
    const kept: z.infer<typeof keptSchema> =
      path !== undefined && existsSync(path) ? keptSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
    for (const resource of graph.ofType('AWS::SecretsManager::Secret')) {
      const arn = graph.refOf(resource);
      this.#values.set(arn, kept[arn] ?? firstValue(resource));
    }
    this.#keep();
  }

  /** The ARN of every secret. */
  get arns(): readonly string[] {
    return [...this.#values.keys()];
  }

  /** The ARN of the secret that is so called, by ARN or by name; undefined when no template has it. */
  find(nameOrArn: string): string | undefined {
    return this.arns.find((arn) => arn === nameOrArn || nameOf(arn) === nameOrArn);
  }

  /** The text of a secret; undefined when no template has it. */
  valueOf(arn: string): string | undefined {
    return this.#values.get(arn);
  }

  /** Puts another text in the place of a secret's. */
  put(arn: string, text: string): void {
    this.#values.set(arn, text);
    this.#keep();
  }

  #keep(): void {
    if (this.#path === undefined || this.#values.size === 0) return;
    writeWhole(this.#path, JSON.stringify(Object.fromEntries(this.#values)));
  }
}

/** `NAME` in `arn:…:secret:NAME-xxxxxx`. */
export function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf(':') + 1, arn.lastIndexOf('-'));
}

function firstValue(resource: Resource): string {
  const { SecretString, GenerateSecretString } = parseProperties(resource, secretSchema);
  if (GenerateSecretString === undefined) return SecretString ?? '';
  const { PasswordLength, ExcludePunctuation, SecretStringTemplate, GenerateStringKey } =
    GenerateSecretString;
  const alphabet = ExcludePunctuation ? LETTERS_AND_DIGITS : LETTERS_AND_DIGITS + PUNCTUATION;
  const generated = Array.from({ length: PasswordLength }, () => alphabet[randomInt(alphabet.length)]).join(
    '',
  );
  const fields = z.record(z.string(), z.unknown()).parse(JSON.parse(SecretStringTemplate));
  return JSON.stringify({ ...fields, [GenerateStringKey]: generated });
}
