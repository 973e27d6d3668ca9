import type { ActorRecord } from '#platform/actor/actor.ts';
import type { CaseEvent } from '#platform/case/case-event.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { table } from '#platform/http/table.ts';
import type { LocalizedText } from '#platform/localized-text.ts';
import { catalogue } from '#platform/messages/catalogue.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';
import type { Delivery } from '#platform/notification/notification.ts';

import type { Wording } from './report-document.ts';
import type { ResponseTime } from './response-times.ts';

/** Words for who did something. */
interface ActorWords {
  readonly system: string;
  /** Where the public takes part. */
  readonly public?: string;
}

type MessageWords = Readonly<
  Record<'messages' | 'time' | 'station' | 'to' | 'call' | 'result' | 'wholeStation' | 'nobodyOnDuty', string>
> & { readonly deliveryOutcome: Readonly<Record<Delivery['outcome'], string>> };

type TimelineWords = Readonly<Record<'timeline' | 'time' | 'event' | 'who', string>> & ActorWords;

type ResponseWords = Readonly<
  Record<'responses' | 'station' | 'call' | 'time' | 'answered' | 'unanswered', string>
>;

/** How long each station took to answer. */
export function responseTable(
  { stations }: { readonly stations: readonly { readonly responses: readonly ResponseTime[] }[] },
  { language, words, stationName }: Wording<ResponseWords>,
): SafeHtml | undefined {
  const rows = stations
    .flatMap((station) => station.responses)
    .map(
      ({ kind, stationId, alertedAt, seconds }) =>
        html`<tr>
          <td>${stationName(stationId)}</td>
          <td>${catalogue[kind].subject[language]}</td>
          <td>${shanghaiTime(alertedAt, language)}</td>
          <td>${seconds ?? words.unanswered}</td>
        </tr>`,
    );
  return table(words.responses, [words.station, words.call, words.time, words.answered], rows);
}

/** Every attempt to reach somebody. */
export function messageTable(
  { messages }: { readonly messages: readonly Delivery[] },
  { language, words, stationName }: Wording<MessageWords>,
): SafeHtml | undefined {
  const rows = messages.map(
    ({ claimedAt, stationId, channel, kind, officerId, outcome }) =>
      html`<tr>
        <td>${shanghaiTime(claimedAt, language)}</td>
        <td>${stationName(stationId)}</td>
        <td>${channel === 'topic' ? words.wholeStation : (officerId ?? words.nobodyOnDuty)}</td>
        <td>${catalogue[kind].subject[language]}</td>
        <td>${words.deliveryOutcome[outcome]}</td>
      </tr>`,
  );
  return table(words.messages, [words.time, words.station, words.to, words.call, words.result], rows);
}

/** What happened, by whom. */
export function timelineTable(
  { timeline }: { readonly timeline: readonly CaseEvent[] },
  wording: Wording<TimelineWords>,
  eventLabel: (type: string) => LocalizedText,
): SafeHtml | undefined {
  const { language, words } = wording;
  const rows = timeline.map(
    ({ at, type, by }) =>
      html`<tr>
        <td>${shanghaiTime(at, language)}</td>
        <td>${eventLabel(type)[language]}</td>
        <td>${actorName(by, wording)}</td>
      </tr>`,
  );
  return table(words.timeline, [words.time, words.event, words.who], rows);
}

/** Who did something: an officer by number and station; nobody else by name. */
export function actorName(
  by: ActorRecord,
  { words, stationName }: Omit<Wording<ActorWords>, 'language'>,
): string {
  if (by.kind === 'officer') return `${stationName(by.stationId)} ${by.officerId}`;
  return by.kind === 'public' ? (words.public ?? words.system) : words.system;
}
