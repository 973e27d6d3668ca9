import { linkPath } from '#platform/link/link.ts';
import type { Language } from '#platform/localized-text.ts';
import type { NotificationKind } from '#platform/notification/kinds/notification-kinds.ts';
import type { Delivery, Notification } from '#platform/notification/notification.ts';

import { catalogue, drillPrefix } from './catalogue.ts';
import { shanghaiTime } from './shanghai-time.ts';

/** A direct SMS to be worded. */
export interface DirectMessage {
  readonly kind: NotificationKind;
  readonly purpose: Delivery['purpose'];
  readonly drill: boolean;
  readonly language: Language;
  readonly link?: { readonly publicBaseUrl: string; readonly token: string };
}

/** The text of a direct SMS to one officer, in that officer's language. */
export function directMessage({ kind, purpose, drill, language, link }: DirectMessage): string {
  const { direct } = catalogue[kind];
  const text = ('first' in direct ? direct[purpose] : direct)[language];
  return prefix(drill, language) + text + (link === undefined ? '' : linkAfter(text, link));
}

/** The text and e-mail subject of the message to a whole station; says when it was, in Asia/Shanghai. */
export function topicMessage(
  notification: Pick<Notification, 'kind' | 'drill' | 'openedAt'>,
  language: Language,
): { readonly subject: string; readonly text: string } {
  const { subject, topic } = catalogue[notification.kind];
  const before = prefix(notification.drill, language);
  const time = shanghaiTime(notification.openedAt, language);
  return { subject: before + subject[language], text: `${before}${topic[language]} ${time}` };
}

function prefix(drill: boolean, language: Language): string {
  return drill ? drillPrefix[language] : '';
}

/** A link needs a blank before it, or telephones take the word before it for a part of it; a full-width colon parts as well. */
function linkAfter(text: string, { publicBaseUrl, token }: NonNullable<DirectMessage['link']>): string {
  return `${text.endsWith('：') ? '' : ' '}${publicBaseUrl}${linkPath(token)}`;
}
