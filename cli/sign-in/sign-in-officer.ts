import {
  AdminInitiateAuthCommand,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  CodeMismatchException,
  ExpiredCodeException,
  VerifySoftwareTokenCommand,
  type ChallengeNameType,
  type CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';

/** What the officer knows and holds; asked for when it is needed. */
export interface OfficerSecrets {
  password(): Promise<string>;
  /** The password to set instead of a temporary one. */
  newPassword(): Promise<string>;
  /** Called when the new password holds. */
  keepPassword(password: string): void;
  /** Called with a new authenticator's secret, before its first code is asked for. */
  enrol(secret: string): void;
  /** The authenticator's code of this moment; `again` after one that was refused: wrong, or used already. */
  code(again: boolean): Promise<string>;
}

/** Where the officer's account is. */
export interface SignInPlace {
  readonly client: CognitoIdentityProviderClient;
  readonly userPoolId: string;
  readonly clientId: string;
  readonly username: string;
}

/** The sign-in cannot go on. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
}

/** A challenge, or the token, as the pool answers each step. */
interface Answer {
  readonly ChallengeName?: ChallengeNameType | undefined;
  readonly Session?: string | undefined;
  readonly AuthenticationResult?: { readonly IdToken?: string | undefined } | undefined;
}

/** First sign-in: password, new password, authenticator. More steps than this are none of the pool's. */
const MOST_STEPS = 6;
const CODE_TRIES = 3;

/**
 * Signs an officer in with an administrator's AWS credentials, through whatever the pool asks for: a new password
 * instead of a temporary one, an authenticator to be set up, its code.
 * @returns the ID token, which the API takes
 * @throws SignInError, or the errors of the pool: NotAuthorizedException for a wrong password
 */
export async function signInOfficer(place: SignInPlace, secrets: OfficerSecrets): Promise<string> {
  const { client, userPoolId, clientId, username } = place;
  let answer: Answer = await client.send(
    new AdminInitiateAuthCommand({
      UserPoolId: userPoolId,
      ClientId: clientId,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: await secrets.password() },
    }),
  );
  for (let step = 0; step < MOST_STEPS; step++) {
    const token = answer.AuthenticationResult?.IdToken;
    if (token !== undefined) return token;
    answer = await meet(place, secrets, answer);
  }
  throw new SignInError('The pool asks for ever more and gives no token.');
}

async function meet(place: SignInPlace, secrets: OfficerSecrets, { ChallengeName, Session }: Answer) {
  switch (ChallengeName) {
    case 'NEW_PASSWORD_REQUIRED': {
      const password = await secrets.newPassword();
      const answer = await respond(place, ChallengeName, Session, { NEW_PASSWORD: password });
      secrets.keepPassword(password);
      return answer;
    }
    case 'MFA_SETUP':
      return respond(place, ChallengeName, await enrol(place.client, secrets, Session), {});
    case 'SOFTWARE_TOKEN_MFA':
      return withCode(secrets, (code) =>
        respond(place, ChallengeName, Session, { SOFTWARE_TOKEN_MFA_CODE: code }),
      );
    default:
      throw new SignInError(
        `The pool asks for ${ChallengeName ?? 'nothing'}, which this command does not know.`,
      );
  }
}

/** Sets an authenticator up; returns the session in which to go on. */
async function enrol(
  client: CognitoIdentityProviderClient,
  secrets: OfficerSecrets,
  session: string | undefined,
): Promise<string | undefined> {
  const begun = await client.send(new AssociateSoftwareTokenCommand({ Session: session }));
  if (begun.SecretCode === undefined) throw new SignInError('The pool gave no secret for the authenticator.');
  secrets.enrol(begun.SecretCode);
  const verified = await withCode(secrets, (UserCode) =>
    client.send(new VerifySoftwareTokenCommand({ Session: begun.Session, UserCode })),
  );
  if (verified.Status !== 'SUCCESS') throw new SignInError('The pool did not take the authenticator.');
  return verified.Session;
}

/** A code may be mistyped, or used a moment ago: then the next one is tried. */
async function withCode<T>(secrets: OfficerSecrets, use: (code: string) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await use(await secrets.code(attempt > 1));
    } catch (error) {
      if (attempt === CODE_TRIES || !isRefusedCode(error)) throw error;
    }
  }
}

/** Verifying a new authenticator has an error of its own for a wrong code. */
function isRefusedCode(error: unknown): boolean {
  return (
    error instanceof CodeMismatchException ||
    error instanceof ExpiredCodeException ||
    (error instanceof Error && error.name === 'EnableSoftwareTokenMFAException')
  );
}

function respond(
  { client, userPoolId, clientId, username }: SignInPlace,
  challenge: ChallengeNameType,
  session: string | undefined,
  responses: Readonly<Record<string, string>>,
): Promise<Answer> {
  return client.send(
    new AdminRespondToAuthChallengeCommand({
      UserPoolId: userPoolId,
      ClientId: clientId,
      ChallengeName: challenge,
      Session: session,
      ChallengeResponses: { USERNAME: username, ...responses },
    }),
  );
}
