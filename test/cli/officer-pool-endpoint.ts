import { randomUUID } from 'node:crypto';

import { onTestFinished } from 'vitest';
import * as z from 'zod';

import { oneTimeCode } from '#cli/sign-in/one-time-code.ts';
import { openLoopbackServer, type LoopbackRequest } from '#local/server/loopback-server.ts';

/** An account of the stand-in, as a test sets and reads it. */
export interface PoolAccount {
  password: string;
  temporary: boolean;
  attributes: Record<string, string>;
  readonly groups: Set<string>;
  enabled: boolean;
  /** Secret of the authenticator, when one was set up. */
  authenticator?: string;
  readonly usedCodes: Set<string>;
}

/** A refusal by its name in the API. */
class Refusal extends Error {
  readonly code: string;

  constructor(code: string, message = code) {
    super(message);
    this.code = code;
  }
}

interface Session {
  readonly username: string;
  readonly challenge: string;
  secret?: string;
  verified?: boolean;
}

type Input = Readonly<Record<string, unknown>>;

const userSchema = z.looseObject({ UserPoolId: z.string(), Username: z.string() });
const attributesSchema = z.array(z.object({ Name: z.string(), Value: z.string() }));
const ROLES = ['dutyOfficer', 'patrolOfficer', 'deputy', 'chief', 'liaison', 'administrator'];
const PAGE = 2;

/**
 * A user pool on this machine with the rules of infra/constructs/officer-pool.ts: names without case, its password
 * policy, temporary passwords, a second factor that everybody needs, codes that count once. It answers the real client.
 */
export class OfficerPoolEndpoint {
  readonly userPoolId = 'cn-north-1_Pool';
  readonly clientId = 'client-1';
  readonly accounts = new Map<string, PoolAccount>();
  /** Names of the operations in the order in which they were asked for. */
  readonly calls: string[] = [];
  /** Outputs of the stacks that CloudFormation knows here, by stack name. */
  readonly stacks: Record<string, Record<string, string>> = {};
  /** Their templates, likewise. */
  readonly templates: Record<string, string> = {};
  readonly #sessions = new Map<string, Session>();
  #url = '';

  /** Opens one that closes when the test is finished. */
  static async open(): Promise<OfficerPoolEndpoint> {
    const pool = new OfficerPoolEndpoint();
    const server = await openLoopbackServer(0);
    server.answerBy({
      bodyLimit: 100_000,
      handle: async (request) => pool.#handle(request),
      tooLarge: () => ({ status: 413 }),
    });
    onTestFinished(() => server.close());
    pool.#url = server.url;
    return pool;
  }

  get url(): string {
    return this.#url;
  }

  /** An account that has been signed in before. */
  add(username: string, change: Partial<PoolAccount> = {}): PoolAccount {
    const account: PoolAccount = {
      password: 'Kept-password-815',
      temporary: false,
      attributes: {},
      groups: new Set(),
      enabled: true,
      usedCodes: new Set(),
      ...change,
    };
    this.accounts.set(username, account);
    return account;
  }

  #handle(request: LoopbackRequest) {
    const [service, action = ''] = String(request.headers['x-amz-target'] ?? '').split('.');
    if (service !== 'AWSCognitoIdentityProviderService')
      return this.#cloudFormation(new URLSearchParams(request.body.toString()));
    this.calls.push(action);
    try {
      const input = z.record(z.string(), z.unknown()).parse(JSON.parse(request.body.toString()));
      return { status: 200, headers: json, body: JSON.stringify(this.#answer(action, input)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return {
        status: 400,
        headers: json,
        body: JSON.stringify({ __type: error.code, message: error.message }),
      };
    }
  }

  #answer(action: string, input: Input): object {
    switch (action) {
      case 'ListUsers':
        return this.#listUsers(input);
      case 'AdminListGroupsForUser':
        return { Groups: [...this.#account(input).groups].map((GroupName) => ({ GroupName })) };
      case 'AdminCreateUser':
        return this.#createUser(input);
      case 'AdminUpdateUserAttributes':
        Object.assign(this.#account(input).attributes, attributesOf(input));
        return {};
      case 'AdminSetUserPassword': {
        const password = String(input['Password']);
        requirePolicy(password);
        Object.assign(this.#account(input), { password, temporary: input['Permanent'] !== true });
        return {};
      }
      case 'AdminAddUserToGroup':
        this.#account(input).groups.add(groupOf(input));
        return {};
      case 'AdminRemoveUserFromGroup':
        this.#account(input).groups.delete(groupOf(input));
        return {};
      case 'AdminInitiateAuth':
        return this.#initiate(input);
      case 'AssociateSoftwareToken': {
        const session = this.#session(input, 'MFA_SETUP');
        session.secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
        return { SecretCode: session.secret, Session: this.#keep(session) };
      }
      case 'VerifySoftwareToken': {
        const session = this.#session(input, 'MFA_SETUP');
        if (!this.#takes(session.username, session.secret, String(input['UserCode']))) {
          this.#sessions.set(String(input['Session']), session);
          throw new Refusal('EnableSoftwareTokenMFAException', 'Code mismatch');
        }
        return { Status: 'SUCCESS', Session: this.#keep({ ...session, verified: true }) };
      }
      case 'AdminRespondToAuthChallenge':
        return this.#respond(input);
      default:
        throw new Refusal('UnknownOperationException', action);
    }
  }

  #listUsers(input: Input): object {
    const start = Number(input['PaginationToken'] ?? 0);
    const users = [...this.accounts].slice(start, start + PAGE).map(([Username, account]) => ({
      Username,
      Enabled: account.enabled,
      Attributes: Object.entries(account.attributes).map(([Name, Value]) => ({ Name, Value })),
    }));
    const more = start + PAGE < this.accounts.size;
    return { Users: users, ...(more ? { PaginationToken: String(start + PAGE) } : {}) };
  }

  #createUser(input: Input): object {
    const { Username } = userSchema.parse(input);
    if (this.accounts.has(Username)) throw new Refusal('UsernameExistsException');
    if (input['MessageAction'] !== 'SUPPRESS') throw new Refusal('CodeDeliveryFailureException');
    const password = String(input['TemporaryPassword']);
    requirePolicy(password);
    this.add(Username, { password, temporary: true, attributes: attributesOf(input) });
    return { User: { Username } };
  }

  #initiate(input: Input): object {
    if (input['AuthFlow'] !== 'ADMIN_USER_PASSWORD_AUTH') throw new Refusal('InvalidParameterException');
    if (input['UserPoolId'] !== this.userPoolId || input['ClientId'] !== this.clientId)
      throw new Refusal('ResourceNotFoundException');
    const { USERNAME, PASSWORD } = z
      .object({ USERNAME: z.string(), PASSWORD: z.string() })
      .parse(input['AuthParameters']);
    const account = this.accounts.get(USERNAME);
    // PreventUserExistenceErrors: the same answer for a wrong name and a wrong password.
    if (account?.password !== PASSWORD || !account.enabled)
      throw new Refusal('NotAuthorizedException', 'Incorrect username or password.');
    if (account.temporary) return this.#challenge(USERNAME, 'NEW_PASSWORD_REQUIRED');
    return this.#secondFactor(USERNAME, account);
  }

  #respond(input: Input): object {
    const challenge = String(input['ChallengeName']);
    const session = this.#session(input, challenge);
    const responses = z.record(z.string(), z.string()).parse(input['ChallengeResponses']);
    const account = this.accounts.get(session.username);
    if (account === undefined || responses['USERNAME'] !== session.username)
      throw new Refusal('NotAuthorizedException');
    if (challenge === 'NEW_PASSWORD_REQUIRED') {
      const password = responses['NEW_PASSWORD'] ?? '';
      requirePolicy(password);
      account.password = password;
      account.temporary = false;
      return this.#secondFactor(session.username, account);
    }
    if (challenge === 'MFA_SETUP') {
      if (session.verified !== true || session.secret === undefined)
        throw new Refusal('NotAuthorizedException');
      account.authenticator = session.secret;
      return this.#token(account);
    }
    const code = responses['SOFTWARE_TOKEN_MFA_CODE'] ?? '';
    if (!this.#takes(session.username, account.authenticator, code)) {
      this.#sessions.set(String(input['Session']), session);
      throw account.usedCodes.has(code)
        ? new Refusal('ExpiredCodeException', 'Your software token has already been used once.')
        : new Refusal('CodeMismatchException', 'Invalid code received for user');
    }
    return this.#token(account);
  }

  #secondFactor(username: string, account: PoolAccount): object {
    return this.#challenge(
      username,
      account.authenticator === undefined ? 'MFA_SETUP' : 'SOFTWARE_TOKEN_MFA',
    );
  }

  #challenge(username: string, challenge: string): object {
    return {
      ChallengeName: challenge,
      Session: this.#keep({ username, challenge }),
      ChallengeParameters: {},
    };
  }

  #token({ attributes, groups }: PoolAccount): object {
    const claims = { ...attributes, 'cognito:groups': [...groups] };
    return { AuthenticationResult: { IdToken: JSON.stringify(claims), AccessToken: 'no-claims' } };
  }

  #keep(session: Session): string {
    const id = `session-${randomUUID()}`;
    this.#sessions.set(id, session);
    return id;
  }

  /** A session goes once, and only to the step that it was given for. */
  #session(input: Input, challenge: string): Session {
    const id = String(input['Session']);
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    if (session?.challenge !== challenge)
      throw new Refusal('NotAuthorizedException', 'Invalid session for the user.');
    return session;
  }

  #takes(username: string, secret: string | undefined, code: string): boolean {
    const used = this.accounts.get(username)?.usedCodes;
    if (secret === undefined || used === undefined || used.has(code)) return false;
    const now = Date.now();
    const valid = [now, now - 30_000].some((at) => oneTimeCode(secret, new Date(at)) === code);
    if (valid) used.add(code);
    return valid;
  }

  #account(input: Input): PoolAccount {
    const { UserPoolId, Username } = userSchema.parse(input);
    if (UserPoolId !== this.userPoolId) throw new Refusal('ResourceNotFoundException');
    const account = this.accounts.get(Username);
    if (account === undefined) throw new Refusal('UserNotFoundException');
    return account;
  }

  /** CloudFormation's query protocol, for the two questions that the commands ask. */
  #cloudFormation(query: URLSearchParams) {
    const name = query.get('StackName') ?? '';
    const outputs = this.stacks[name];
    const headers = { 'content-type': 'text/xml' };
    if (outputs === undefined)
      return {
        status: 400,
        headers,
        body: `<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code><Message>Stack with id ${name} does not exist</Message></Error></ErrorResponse>`,
      };
    if (query.get('Action') === 'GetTemplate') {
      const body = (this.templates[name] ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      return {
        status: 200,
        headers,
        body: `<GetTemplateResponse><GetTemplateResult><TemplateBody>${body}</TemplateBody></GetTemplateResult></GetTemplateResponse>`,
      };
    }
    const members = Object.entries(outputs).map(
      ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    return {
      status: 200,
      headers,
      body: `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${name}</StackName><StackStatus>CREATE_COMPLETE</StackStatus><CreationTime>2027-01-01T00:00:00Z</CreationTime><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`,
    };
  }
}

const json = { 'content-type': 'application/x-amz-json-1.1' };

function attributesOf(input: Input): Record<string, string> {
  return Object.fromEntries(
    attributesSchema.parse(input['UserAttributes']).map(({ Name, Value }) => [Name, Value]),
  );
}

function groupOf(input: Input): string {
  const group = String(input['GroupName']);
  if (!ROLES.includes(group)) throw new Refusal('ResourceNotFoundException', `Group ${group} not found.`);
  return group;
}

/** The policy of infra/constructs/officer-pool.ts. */
function requirePolicy(password: string): void {
  const classes = [/[a-z]/, /[A-Z]/, /\d/, /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]/];
  if (password.length < 12 || !classes.every((each) => each.test(password)))
    throw new Refusal('InvalidPasswordException', 'Password did not conform with policy');
}
