import type { OutboxMessage } from '#local/outbox/outbox.ts';
import { markup, joinMarkup, type Markup } from '#local/server/markup.ts';
import { page } from '#local/server/page.ts';

/** The messages as a page, newest first, for people who try the system without telephones. */
export function outboxPage(messages: readonly OutboxMessage[]): string {
  const items = messages.toReversed().map(messageItem);
  const list = markup`<ol class="messages">${joinMarkup(items)}</ol>`;
  return page(
    { zh: '发件箱', en: 'Outbox' },
    items.length === 0 ? markup`<p>还没有消息。 No message yet.</p>` : list,
  );
}

function messageItem(message: OutboxMessage): Markup {
  const channel = message.channel === 'sms' ? '短信 SMS' : '电子邮件 E-mail';
  const subject = message.subject === undefined ? markup`` : markup`<strong>${message.subject}</strong><br>`;
  const origin = message.topic === undefined ? '' : ` · ${message.topic}`;
  const time = markup`<time datetime="${message.at}">${shownTime(message.at)}</time>`;
  return markup`<li><header>${time} · ${channel} → <b>${message.to}</b>${origin}</header>
    <p>${subject}${withLinks(message.text)}</p></li>`;
}

function shownTime(at: string): string {
  const format = { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Shanghai' } as const;
  return new Intl.DateTimeFormat('zh-CN', format).format(new Date(at));
}

const addresses = /https?:\/\/[\w.~:/?#@!$&'()*+,;=%-]*[\w/=-]/g;

function withLinks(text: string): Markup {
  const pieces: Markup[] = [];
  let end = 0;
  for (const match of text.matchAll(addresses)) {
    const [address] = match;
    pieces.push(markup`${text.slice(end, match.index)}<a href="${address}">${address}</a>`);
    end = match.index + address.length;
  }
  return joinMarkup([...pieces, markup`${text.slice(end)}`]);
}
