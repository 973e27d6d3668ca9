import type { LocalizedText } from '#platform/localized-text.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';

import { caseworkTexts } from './catalogue/casework.ts';
import { investigationTexts } from './catalogue/investigation.ts';
import { missingPersonTexts } from './catalogue/missing-person.ts';
import { registryHitTexts } from './catalogue/registry-hit.ts';
import { transferTexts } from './catalogue/transfer.ts';
import type { MessageTexts } from './message-texts.ts';

/** Said before every message of a drill. */
export const drillPrefix: LocalizedText = { 'zh-CN': '【演练】', en: '[DRILL] ' };

/**
 * The texts of every message, zh-CN first. A direct SMS fits 70 characters with drill prefix and link when
 * `publicBaseUrl` is short, a topic's SMS with prefix and time: a test holds every one to it.
 */
export const catalogue: Readonly<Record<NotificationKind, MessageTexts>> = {
  ...missingPersonTexts,
  ...caseworkTexts,
  ...investigationTexts,
  ...transferTexts,
  ...registryHitTexts,
};
