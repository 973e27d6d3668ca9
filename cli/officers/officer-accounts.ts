import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminRemoveUserFromGroupCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  paginateAdminListGroupsForUser,
  paginateListUsers,
  type CognitoIdentityProviderClient,
  type UserType,
} from '@aws-sdk/client-cognito-identity-provider';

import { roleSchema, type Role } from '#platform/actor/actor.ts';

const OFFICER_ATTRIBUTE = 'custom:officer';
const STATION_ATTRIBUTE = 'custom:station';

/** An account of the officers' pool. Officer and station are absent on one that was made by hand without them. */
export interface OfficerAccount {
  /** What the officer types to sign in. */
  readonly username: string;
  readonly officerId: string | undefined;
  readonly stationId: string | undefined;
  readonly enabled: boolean;
}

/** The officers' accounts in a user pool, as an administrator with AWS credentials keeps them. */
export class OfficerAccounts {
  readonly #client: CognitoIdentityProviderClient;
  readonly #pool: { readonly UserPoolId: string };

  constructor(client: CognitoIdentityProviderClient, userPoolId: string) {
    this.#client = client;
    this.#pool = { UserPoolId: userPoolId };
  }

  /** Every account of the pool. */
  async list(): Promise<OfficerAccount[]> {
    const accounts: OfficerAccount[] = [];
    for await (const { Users = [] } of paginateListUsers({ client: this.#client }, this.#pool))
      accounts.push(...Users.map(readAccount));
    return accounts;
  }

  /** Roles of an account; groups of another meaning are passed over. */
  async rolesOf(username: string): Promise<Role[]> {
    const roles: Role[] = [];
    const pages = paginateAdminListGroupsForUser(
      { client: this.#client },
      { ...this.#pool, Username: username },
    );
    for await (const { Groups = [] } of pages)
      for (const { GroupName } of Groups) {
        const role = roleSchema.safeParse(GroupName);
        if (role.success) roles.push(role.data);
      }
    return roles;
  }

  /** Makes an account without roles. Nobody is written to: the administrator hands the password over. */
  async create(username: string, officerId: string, stationId: string, password: string): Promise<void> {
    await this.#client.send(
      new AdminCreateUserCommand({
        ...this.#pool,
        Username: username,
        TemporaryPassword: password,
        MessageAction: 'SUPPRESS',
        UserAttributes: [
          { Name: OFFICER_ATTRIBUTE, Value: officerId },
          { Name: STATION_ATTRIBUTE, Value: stationId },
        ],
      }),
    );
  }

  /** Puts a temporary password in the place of a forgotten or expired one. */
  async resetPassword(username: string, password: string): Promise<void> {
    await this.#client.send(
      new AdminSetUserPasswordCommand({
        ...this.#pool,
        Username: username,
        Password: password,
        Permanent: false,
      }),
    );
  }

  async moveTo(username: string, stationId: string): Promise<void> {
    await this.#client.send(
      new AdminUpdateUserAttributesCommand({
        ...this.#pool,
        Username: username,
        UserAttributes: [{ Name: STATION_ATTRIBUTE, Value: stationId }],
      }),
    );
  }

  async addRole(username: string, role: Role): Promise<void> {
    await this.#client.send(
      new AdminAddUserToGroupCommand({ ...this.#pool, Username: username, GroupName: role }),
    );
  }

  async removeRole(username: string, role: Role): Promise<void> {
    await this.#client.send(
      new AdminRemoveUserFromGroupCommand({ ...this.#pool, Username: username, GroupName: role }),
    );
  }
}

function readAccount({ Username = '', Attributes = [], Enabled }: UserType): OfficerAccount {
  const attribute = (name: string) => Attributes.find(({ Name }) => Name === name)?.Value;
  return {
    username: Username,
    officerId: attribute(OFFICER_ATTRIBUTE),
    stationId: attribute(STATION_ATTRIBUTE),
    enabled: Enabled !== false,
  };
}
