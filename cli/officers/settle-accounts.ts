import { roles as allRoles, type Role } from '#platform/actor/actor.ts';

import { randomPassword } from '#cli/random-password.ts';

import type { OfficerAccount, OfficerAccounts } from './officer-accounts.ts';

/** An officer who is to have an account. */
export interface WantedOfficer {
  readonly officerId: string;
  readonly stationId: string;
  readonly roles: readonly Role[];
  /** What the officer types to sign in; chosen here when it is left out. */
  readonly username?: string | undefined;
}

/** What became of one officer's account. */
export interface AccountOutcome {
  /** `differs`: the account says something else than the officer, and was left as it is. */
  readonly kind: 'created' | 'unchanged' | 'updated' | 'differs';
  readonly username: string;
  readonly officer: WantedOfficer;
  /** What differed, and was changed if the outcome is `updated`. */
  readonly differences: readonly string[];
}

/** The account is not there. */
export class NoAccountError extends Error {
  override readonly name = 'NoAccountError';
}

/**
 * Gives an officer a temporary password instead of one that is forgotten or has expired; returns the account's name.
 * @throws NoAccountError when the officer has no account
 */
export async function resetPassword(
  accounts: OfficerAccounts,
  officer: WantedOfficer,
  handOver: SettleOptions['handOver'],
): Promise<string> {
  const account = accountOf(officer, await accounts.list(), [officer]);
  if (account?.officerId !== officer.officerId || account.stationId !== officer.stationId)
    throw new NoAccountError(`${officer.officerId} of ${officer.stationId} has no account.`);
  const password = randomPassword();
  await accounts.resetPassword(account.username, password);
  handOver(account.username, password);
  return account.username;
}

/** How accounts are settled. */
export interface SettleOptions {
  /** Whether an account that differs is changed. */
  readonly update: boolean;
  /** Is given each new account's password as soon as the account exists. */
  readonly handOver: (username: string, password: string) => void;
}

/**
 * Gives each wanted officer an account, one after another. An officer is known by station and id, so an account is found
 * by these two, whatever it is called. Running it again changes nothing, and says what differs.
 * @returns the outcomes as they happen
 */
export async function* settleAccounts(
  accounts: OfficerAccounts,
  wanted: readonly WantedOfficer[],
  options: SettleOptions,
): AsyncGenerator<AccountOutcome> {
  const present = await accounts.list();
  for (const officer of wanted) {
    const account = accountOf(officer, present, wanted);
    if (account !== undefined) {
      yield await settle(accounts, officer, account, options);
      continue;
    }
    const username = freeUsername(officer, present);
    await create(accounts, officer, username, options);
    present.push({ username, officerId: officer.officerId, stationId: officer.stationId, enabled: true });
    yield { kind: 'created', username, officer, differences: [] };
  }
}

/**
 * The officer's account: with their id and station; or with their id at a station where nobody of that id is wanted,
 * for then they have moved.
 */
function accountOf(
  { officerId, stationId, username }: WantedOfficer,
  present: readonly OfficerAccount[],
  wanted: readonly WantedOfficer[],
): OfficerAccount | undefined {
  if (username !== undefined) return present.find((account) => account.username === username);
  const namesakes = present.filter((account) => account.officerId === officerId);
  const elsewhere = (account: OfficerAccount) =>
    !wanted.some((other) => other.officerId === officerId && other.stationId === account.stationId);
  return namesakes.find((account) => account.stationId === stationId) ?? namesakes.find(elsewhere);
}

/** The officer's id, or, where another station has an officer of that id, with the station behind it. */
function freeUsername(
  { officerId, stationId, username }: WantedOfficer,
  present: readonly OfficerAccount[],
): string {
  if (username !== undefined) return username;
  return present.some((account) => account.username === officerId) ? `${officerId}.${stationId}` : officerId;
}

async function create(
  accounts: OfficerAccounts,
  { officerId, stationId, roles }: WantedOfficer,
  username: string,
  { handOver }: SettleOptions,
): Promise<void> {
  const password = randomPassword();
  await accounts.create(username, officerId, stationId, password);
  handOver(username, password);
  for (const role of roles) await accounts.addRole(username, role);
}

async function settle(
  accounts: OfficerAccounts,
  officer: WantedOfficer,
  { username, officerId, stationId, enabled }: OfficerAccount,
  { update }: SettleOptions,
): Promise<AccountOutcome> {
  const held = await accounts.rolesOf(username);
  const missing = officer.roles.filter((role) => !held.includes(role));
  const surplus = held.filter((role) => !officer.roles.includes(role));
  // Whose account it is, and whether it is locked, is decided by people: neither is changed here.
  const fixed = [
    ...(officerId === officer.officerId ? [] : [`belongs to ${officerId ?? 'nobody'}`]),
    ...(enabled ? [] : ['is locked']),
  ];
  const changes = [
    ...(stationId === officer.stationId ? [] : [`station ${stationId ?? 'none'} → ${officer.stationId}`]),
    ...(missing.length + surplus.length === 0 ? [] : [`roles ${listed(held)} → ${listed(officer.roles)}`]),
  ];
  const outcome = { username, officer, differences: [...fixed, ...changes] };
  if (outcome.differences.length === 0) return { kind: 'unchanged', ...outcome };
  if (!update || officerId !== officer.officerId || changes.length === 0)
    return { kind: 'differs', ...outcome };
  // What is too much goes first: a command that dies on the way leaves too little.
  for (const role of surplus) await accounts.removeRole(username, role);
  if (stationId !== officer.stationId) await accounts.moveTo(username, officer.stationId);
  for (const role of missing) await accounts.addRole(username, role);
  return fixed.length === 0
    ? { kind: 'updated', ...outcome }
    : { kind: 'differs', ...outcome, differences: fixed };
}

function listed(roles: readonly Role[]): string {
  return allRoles.filter((role) => roles.includes(role)).join(', ') || 'none';
}
