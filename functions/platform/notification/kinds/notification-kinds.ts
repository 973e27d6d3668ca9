import * as z from 'zod';

import { caseworkKinds } from './casework.ts';
import { investigationKinds } from './investigation.ts';
import type { KindRule } from './kind-rule.ts';
import { missingPersonKinds } from './missing-person.ts';
import { registryHitKinds } from './registry-hit.ts';
import { transferKinds } from './transfer.ts';

const kinds = {
  ...missingPersonKinds,
  ...caseworkKinds,
  ...investigationKinds,
  ...transferKinds,
  ...registryHitKinds,
};

/** What a notification says; each kind has its texts in the message catalogue. */
export const notificationKindSchema = z.enum(Object.keys(kinds) as [NotificationKind, ...NotificationKind[]]);

/** What a notification says. */
export type NotificationKind = keyof typeof kinds;

/** How each kind of notification behaves. */
export const kindRules: Readonly<Record<NotificationKind, KindRule>> = kinds;
