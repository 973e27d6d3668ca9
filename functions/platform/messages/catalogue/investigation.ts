import type { MessageTexts } from '#platform/messages/message-texts.ts';
import type { investigationKinds } from '#platform/notification/kinds/investigation.ts';

/** The texts of a joint investigation, zh-CN first. */
export const investigationTexts: Readonly<Record<keyof typeof investigationKinds, MessageTexts>> = {};
