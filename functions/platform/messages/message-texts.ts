import type { LocalizedText } from '#platform/localized-text.ts';
import type { Delivery } from '#platform/notification/notification.ts';

/** What one kind of notification says. No text names a person, a place or a case: an SMS lies open on a screen. */
export interface MessageTexts {
  /** Subject of the e-mails that a station's topic sends. */
  readonly subject: LocalizedText;
  /** To the whole station, by SMS and e-mail alike; the time of the notification follows. */
  readonly topic: LocalizedText;
  /** To one officer; a link follows if the message has one. */
  readonly direct: LocalizedText | Readonly<Record<Delivery['purpose'], LocalizedText>>;
}

/** Reminder and repetition sound the same for every alert: whoever gets them knows what is open, or sees it by the link. */
export const unanswered = {
  reminder: { 'zh-CN': '提醒：警情仍未确认，请点击：', en: 'Still unanswered: tap' },
  repeat: { 'zh-CN': '再次呼叫：警情无人确认，请点击：', en: 'Nobody answered: tap' },
} satisfies Partial<Record<Delivery['purpose'], LocalizedText>>;
