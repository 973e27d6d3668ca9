import { categoryLabels, sexLabels } from '#functions/missing-person/model/labels.ts';
import { MAX_TIP_CHARACTERS } from '#functions/missing-person/model/tip.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { page } from '#platform/http/page.ts';
import type { Language } from '#platform/localized-text.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import { appealWords } from './appeal-words.ts';
import type { LiveAppeal } from './live-appeal.ts';

/** The page of a live appeal: what was chosen to be shown, whom to call, and a form for tips with a key of its own. */
export function appealPage(
  { appeal, drill }: LiveAppeal,
  language: Language,
  idempotencyKey: string,
): string {
  const { content, appealId } = appeal;
  const words = wordsIn(language);
  const facts: [string, string | undefined][] = [
    [words('who'), content.category && categoryLabels[content.category][language]],
    [words('sex'), content.sex && sexLabels[content.sex][language]],
    [words('age'), content.ageYears === undefined ? undefined : `${content.ageYears} ${words('years')}`],
    [words('clothing'), content.clothing],
    [words('where'), content.placeText],
    [words('published'), shanghaiTime(appeal.publishedAt, language)],
  ];
  const telephone = content.contactTelephone;
  return page({
    title: words('title'),
    language,
    drill,
    body: html`
      ${content.photoId !== undefined && html`<img src="/p/${appealId}/photo" alt="${words('photo')}" />`}
      <dl>
        ${facts.map(
          ([term, value]) =>
            value !== undefined &&
            html`<dt>${term}</dt>
              <dd>${value}</dd>`,
        )}
      </dl>
      <p class="warning">${words('telephone')} <a href="tel:${dialled(telephone)}">${telephone}</a></p>
      <p>${words('emergency')}</p>
      ${tipForm(appealId, language, idempotencyKey)}
    `,
  });
}

function tipForm(appealId: string, language: Language, idempotencyKey: string): SafeHtml {
  const words = wordsIn(language);
  return html`<h2>${words('tipHeading')}</h2>
    <form method="post" action="/p/${appealId}/tips">
      <input type="hidden" name="idempotencyKey" value="${idempotencyKey}" />
      <label for="text">${words('tipText')}</label>
      <textarea id="text" name="text" rows="5" maxlength="${MAX_TIP_CHARACTERS}" required></textarea>
      <label for="seenAt">${words('tipTime')}</label>
      <input id="seenAt" type="datetime-local" name="seenAt" />
      <label for="contact">${words('tipContact')}</label>
      <input id="contact" type="text" name="contact" maxlength="100" autocomplete="tel" />
      <p class="quiet">${words('tipPrivacy')}</p>
      <button type="submit">${words('send')}</button>
    </form>`;
}

/** The page that thanks for a tip. */
export function thanksPage(appealId: string, language: Language, drill: boolean): string {
  const words = wordsIn(language);
  return page({
    title: words('thanksTitle'),
    language,
    drill,
    body: html`<p>${words('thanks')}</p>
      <p><a href="/p/${appealId}">${words('back')}</a></p>`,
  });
}

/** A page that says why there is nothing else to see. */
export function plainPage(reason: 'over' | 'unknown' | 'busy' | 'invalid', language: Language): string {
  const words = wordsIn(language);
  return page({ title: words(`${reason}Title`), language, body: html`<p>${words(reason)}</p>` });
}

function wordsIn(language: Language): (word: keyof typeof appealWords) => string {
  return (word) => appealWords[word][language];
}

/** A telephone number as a `tel:` address wants it. */
function dialled(telephone: string): string {
  return telephone.replaceAll(/[^+0-9]/g, '');
}
