import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  type KeyObject,
} from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';

import * as z from 'zod';

import { writeWhole } from '#local/system/write-whole.ts';
import { parseProperties } from '#local/template/resource.ts';
import type { TemplateGraph } from '#local/template/template-graph.ts';

/** AES-256. */
const AES_KEY_BYTES = 32;

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
/** By ARN: private keys as PKCS #8 in PEM, and the bytes of keys that encrypt in base64. */
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

/** A key of a template that encrypts: what it encrypts is opened here and nowhere else. */
export interface EncryptingKey {
  readonly arn: string;
  readonly enabled: boolean;
  /** AES-256. */
  readonly bytes: Buffer;
}

/** The keys of the templates: made when they are first needed, and kept when the data is. */
export class KeyStore {
  readonly #keys = new Map<string, SigningKey | EncryptingKey>();
  readonly #aliases = new Map<string, string>();

  /**
   * @param path the file that keeps them, for nobody else to read; undefined keeps them in memory only
   * @throws TemplateError for a key that signs in a way that cannot be done here
   */
  constructor(graph: TemplateGraph, path: string | undefined) {
    const kept =
      path !== undefined && existsSync(path) ? keptSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
    const secrets: Record<string, string> = {};
    for (const resource of graph.ofType('AWS::KMS::Key')) {
      const { KeyUsage, Enabled } = parseProperties(resource, keySchema);
      const arn = graph.attributeOf(resource, 'Arn');
      if (KeyUsage !== 'SIGN_VERIFY') {
        const secret = kept[arn] ?? randomBytes(AES_KEY_BYTES).toString('base64');
        secrets[arn] = secret;
        this.#keys.set(arn, { arn, enabled: Enabled, bytes: Buffer.from(secret, 'base64') });
        continue;
      }
      parseProperties(resource, signingKeySchema);
      const pem = kept[arn] ?? newPrivateKey();
      secrets[arn] = pem;
      this.#keys.set(arn, signingKey(arn, createPrivateKey(pem), Enabled));
    }
    for (const resource of graph.ofType('AWS::KMS::Alias')) {
      const { AliasName, TargetKeyId } = parseProperties(resource, aliasSchema);
      this.#aliases.set(AliasName, TargetKeyId);
    }
    if (path !== undefined && Object.keys(secrets).length > 0)
      writeWhole(path, JSON.stringify({ ...kept, ...secrets }));
  }

  /** The key that is so called: by its ARN or id, or by an alias or its ARN; undefined when no template has it. */
  find(named: string): SigningKey | EncryptingKey | undefined {
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
