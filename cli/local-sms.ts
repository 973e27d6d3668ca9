import { leadsToThisMachine, type SmsProvider } from '#platform/deployment/sms.ts';

/** A deployment sends its SMS where a system on this machine must not, or where nobody would look for them. */
export class LocalSmsError extends Error {
  override readonly name = 'LocalSmsError';
}

/** @throws LocalSmsError when SMS would leave this machine for real telephones */
export function requireSmsStayHere(sms: SmsProvider): void {
  if (sms.type !== 'http' || leadsToThisMachine(sms.url)) return;
  throw new LocalSmsError(
    `sms.url leads to ${new URL(sms.url).host}, and a system on this machine sends nothing to real telephones. ` +
      'Name an address of this machine, or take "sns": its telephones are on the page /outbox.',
  );
}

/** @throws LocalSmsError when SMS go elsewhere than to the page of messages, in which the demo looks for them */
export function requireSmsInOutbox({ type }: SmsProvider): void {
  if (type === 'sns') return;
  throw new LocalSmsError(
    `sms.type is "${type}", and the demo reads its telephones on the page /outbox, where only "sns" delivers.`,
  );
}
