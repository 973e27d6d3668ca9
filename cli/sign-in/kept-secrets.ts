import { setTimeout as sleep } from 'node:timers/promises';

import { randomPassword } from '#cli/random-password.ts';
import type { SecretsFile } from '#cli/secrets-file.ts';

import { authenticatorAddress, oneTimeCode, untilNextCode } from './one-time-code.ts';
import type { OfficerSecrets } from './sign-in-officer.ts';

/** Where an officer's secrets come from: files if there are any, else whoever sits at the keyboard. */
export interface SecretSources {
  readonly username: string;
  readonly ask: (question: string) => Promise<string>;
  /** Said to the person, never part of the command's result. */
  readonly tell: (text: string) => void;
  readonly passwords?: SecretsFile | undefined;
  readonly authenticators?: SecretsFile | undefined;
  readonly now?: () => Date;
  /** Resolves after that many milliseconds. */
  readonly wait?: (ms: number) => Promise<unknown>;
}

/**
 * An officer's secrets. With a file of passwords a temporary one is replaced by a random one, which the file then holds;
 * with a file of authenticators the codes are computed.
 */
export function keptSecrets(sources: SecretSources): OfficerSecrets {
  const { username, ask, tell, passwords, authenticators, now = () => new Date(), wait = sleep } = sources;
  const kept = passwords?.get(username);
  return {
    password: async () => kept ?? ask(`password of ${username}`),
    newPassword: async () =>
      passwords === undefined
        ? ask(`new password of ${username}, instead of the temporary one`)
        : randomPassword(),
    keepPassword: (password) => passwords?.set(username, password),
    enrol: (secret) => {
      if (authenticators !== undefined) authenticators.set(username, secret);
      else
        tell(
          `Enter this secret into the officer's authenticator:\n  ${secret}\n  ${authenticatorAddress(secret, username)}`,
        );
    },
    code: async (again) => {
      const secret = authenticators?.get(username);
      if (secret === undefined) return ask(`${again ? 'not taken; another ' : ''}code of the authenticator`);
      if (again) await wait(untilNextCode(now()));
      return oneTimeCode(secret, now());
    },
  };
}
