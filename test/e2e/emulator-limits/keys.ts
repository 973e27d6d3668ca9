import { randomUUID } from 'node:crypto';

import {
  CreateAliasCommand,
  CreateKeyCommand,
  DeleteAliasCommand,
  KMSClient,
  ScheduleKeyDeletionCommand,
  SignCommand,
} from '@aws-sdk/client-kms';

import type { EmulatorLimit } from './limit.ts';
import { actingAs, isPermitted, withRole } from './with-role.ts';

/** Does something with a key that signs and has an alias, and lasts as long. */
async function withKey<T>(act: (alias: string) => Promise<T>): Promise<T> {
  const kms = new KMSClient();
  const AliasName = `alias/limit-${randomUUID()}`;
  const { KeyMetadata } = await kms.send(
    new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' }),
  );
  const KeyId = KeyMetadata?.KeyId ?? '';
  await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
  try {
    return await act(AliasName);
  } finally {
    await kms.send(new DeleteAliasCommand({ AliasName }));
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
  }
}

/** Whether a role that may sign by keys with such an alias may sign by one. */
function signsByAlias(): Promise<boolean> {
  const statement = {
    Action: 'kms:Sign',
    Resource: 'arn:aws:kms:*:*:key/*',
    Condition: { 'ForAnyValue:StringLike': { 'kms:ResourceAliases': 'alias/limit-*' } },
  };
  return withKey((KeyId) =>
    withRole(statement, async (roleArn) => {
      const kms = new KMSClient(await actingAs(roleArn));
      const Message = Buffer.from('limit');
      return isPermitted(() =>
        kms.send(new SignCommand({ KeyId, Message, MessageType: 'RAW', SigningAlgorithm: 'ECDSA_SHA_256' })),
      );
    }),
  );
}

/** What its KMS cannot. */
export const keyLimits: readonly EmulatorLimit[] = [
  {
    what: 'authorises the use of a key that was called by its alias against the key, and by kms:ResourceAliases',
    instead:
      'the roles that may sign for stations are let use those aliases themselves, by a policy beside the deployed ones',
    canByNow: signsByAlias,
  },
];
