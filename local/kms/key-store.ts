import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import * as z from 'zod';

import { writeWhole } from '#local/system/write-whole.ts';
import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

/** Keys of other kinds encrypt, which nothing depends on here: only keys that sign are made. */
const keySchema = z.looseObject({
  KeyUsage: z.string().default('ENCRYPT_DECRYPT'),
  KeySpec: z.string().optional(),
  Enabled: z.union([z.boolean(), z.stringbool()]).default(true),
});
const signingKeySchema = z.looseObject({
  KeySpec: z.literal('ECC_NIST_P256', {
    error: 'must be "ECC_NIST_P256"; keys that sign by others are not made here',
  }),
});
const aliasSchema = z.looseObject({ AliasName: z.string(), TargetKeyId: z.string() });
/** Private keys by ARN, PKCS #8 in PEM. */
const keptSchema = z.record(z.string(), z.string());

/** A key of a template that signs. */
export interface SigningKey {
  readonly arn: string;
  readonly enabled: boolean;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Buffer;
  /** ECDSA over SHA-256 of `message`, DER. */
  sign(message: Buffer): Buffer;
}

/** The asymmetric keys of the templates: made when they are first needed, and kept when the data is. */
export class KeyStore {
  readonly #keys = new Map<string, SigningKey>();
  readonly #aliases = new Map<string, string>();

  /**
   * @param path the file that keeps them, for nobody else to read; undefined keeps them in memory only
   * @throws TemplateError for a key that signs in a way that cannot be done here
   */
  constructor(graph: TemplateGraph, path: string | undefined) {
    const kept =
      path !== undefined && existsSync(path) ? keptSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
    const pems: Record<string, string> = {};
    for (const resource of graph.ofType('AWS::KMS::Key')) {
      const { KeyUsage, Enabled } = parseProperties(resource, keySchema);
      if (KeyUsage !== 'SIGN_VERIFY') continue;
      parseProperties(resource, signingKeySchema);
      const arn = graph.attributeOf(resource, 'Arn');
      const pem = kept[arn] ?? newPrivateKey();
      pems[arn] = pem;
      this.#keys.set(arn, signingKey(arn, createPrivateKey(pem), Enabled));
    }
    for (const resource of graph.ofType('AWS::KMS::Alias')) {
      const { AliasName, TargetKeyId } = parseProperties(resource, aliasSchema);
      this.#aliases.set(AliasName, TargetKeyId);
    }
    if (path !== undefined && Object.keys(pems).length > 0)
      writeWhole(path, JSON.stringify({ ...kept, ...pems }));
  }

  /** The key that is so called: by its ARN or id, or by an alias or its ARN; undefined when no template has it. */
  find(named: string): SigningKey | undefined {
    const alias = /(?:^|:)(alias\/.+)$/.exec(named)?.[1];
    const target = alias === undefined ? named : this.#aliases.get(alias);
    if (target === undefined) return undefined;
    return (
      this.#keys.get(target) ?? [...this.#keys.values()].find(({ arn }) => arn.endsWith(`:key/${target}`))
    );
  }
}

function newPrivateKey(): string {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function signingKey(arn: string, privateKey: KeyObject, enabled: boolean): SigningKey {
  return {
    arn,
    enabled,
    publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    sign: (message) => sign('sha256', message, privateKey),
  };
}
