import { stationOf, type Deployment } from '#platform/deployment/deployment.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import { page } from '#platform/http/page.ts';
import type { Language } from '#platform/localized-text.ts';
import { catalogue } from '#platform/messages/catalogue.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import { entry, incidentSection } from './incident-section.ts';
import type { LinkView } from './link-view.ts';
import { linkWords, refusalWords } from './link-words.ts';

/**
 * Longest note that the form takes. Shorter than what the route takes, for a form sends each line break as two
 * characters where the browser counts one.
 */
const FORM_NOTE_CHARACTERS = 450;

/** What the pages need besides what they show. */
export interface PageSetting {
  readonly deployment: Deployment;
  readonly language: Language;
  /** Station whose duty desk a doubtful officer telephones; unknown for unknown links. */
  readonly deskStationId?: string;
}

/** A refusal to be shown as a page. `view`: what the link leads to, where that explains it. */
export interface ShownRefusal {
  readonly slug: string;
  readonly view?: LinkView;
}

/**
 * The page of a link as it stands: what it is about with button or form, or who has answered, or that nothing is left
 * to do.
 * @param form what the form needs besides: the key under which it is sent once, and a fault of what was sent before
 */
export function linkPage(
  setting: PageSetting,
  view: LinkView,
  form: { readonly idempotencyKey: string; readonly fault?: string },
): string {
  const { language } = setting;
  return page({
    title: titleOf(view, language),
    language,
    drill: view.drill,
    body: html`${form.fault !== undefined && html`<p class="warning" role="alert">${form.fault}</p>`}
    ${standing(setting, view)} ${view.kind === 'task' && particulars(setting, view)}
    ${view.incident && incidentSection(view.incident, language)}
    ${view.state === 'open' && formOf(view, language, form.idempotencyKey)}
    ${view.kind === 'acknowledge' && particulars(setting, view)} ${deskLine(setting)}`,
  });
}

/** The page of a refusal: what is wrong, who has answered if somebody has, and whom to telephone. */
export function refusalPage(setting: PageSetting, { slug, view }: ShownRefusal): string {
  const { language } = setting;
  const { title, advice } = refusalWords(slug);
  return page({
    title: title[language],
    language,
    drill: view?.drill ?? false,
    body: html`${view && standing(setting, view)}
      <p>${advice[language]}</p>
      ${deskLine(setting)}`,
  });
}

function titleOf(view: LinkView, language: Language): string {
  if (view.state === 'ended') return linkWords.ended[language];
  if (view.kind === 'task') {
    const task = isOfSearch(view) ? linkWords.searchTask : linkWords.task;
    return (view.state === 'answered' ? linkWords.reported : task)[language];
  }
  return view.state === 'answered'
    ? linkWords.acknowledged[language]
    : catalogue[view.notification.kind].subject[language];
}

/** Whether somebody missing is looked for: an investigation's tasks are of another kind. */
function isOfSearch({ caseId }: LinkView): boolean {
  return caseId.startsWith('MP-');
}

/** Who has answered and when, or why nothing is left to do; nothing while it is open. */
function standing({ deployment, language }: PageSetting, view: LinkView): SafeHtml | undefined {
  if (view.state === 'ended') {
    const searchEnded = isOfSearch(view) && view.caseStatus !== 'searching';
    const why = searchEnded ? linkWords.searchEnded : linkWords.notWanted;
    return html`<p class="warning">${why[language]}</p>`;
  }
  if (view.answer === undefined) return undefined;
  const { at, name, officerId, stationId } = view.answer;
  const done = view.kind === 'task' ? linkWords.reported : linkWords.acknowledged;
  return html`<dl>
    ${entry(
      done[language],
      `${name ?? officerId} · ${stationOf(deployment, stationId).name[language]}`,
      shanghaiTime(at, language),
      view.kind === 'task' && view.task.finding !== undefined
        ? linkWords[view.task.finding][language]
        : undefined,
    )}
  </dl>`;
}

function particulars({ deployment, language, deskStationId }: PageSetting, view: LinkView): SafeHtml {
  const caseNumber = entry(linkWords.caseNumber[language], view.caseId);
  if (view.kind === 'task')
    return html`<dl>
      ${entry(linkWords.task[language], view.task.label[language])}
      ${entry(linkWords.dueAt[language], shanghaiTime(view.task.dueAt, language))} ${caseNumber}
    </dl>`;
  const answersFor =
    deskStationId === view.stationId ? undefined : stationOf(deployment, view.stationId).name[language];
  return html`<dl>
    ${entry(linkWords.superiorAnswersFor[language], answersFor)}
    ${entry(linkWords.alertedAt[language], shanghaiTime(view.notification.openedAt, language))} ${caseNumber}
  </dl>`;
}

function formOf(view: LinkView, language: Language, idempotencyKey: string): SafeHtml {
  const key = html`<input type="hidden" name="idempotencyKey" value="${idempotencyKey}" />`;
  if (view.kind === 'task') return taskForm(language, key, isOfSearch(view));
  return html`<form method="post">
    ${key}
    <p class="quiet">${linkWords.acknowledgeEffect[language]}</p>
    <button type="submit">${linkWords.acknowledge[language]}</button>
  </form>`;
}

function taskForm(language: Language, key: SafeHtml, isOfSearch: boolean): SafeHtml {
  const choices = (['nothing', 'something'] as const).map(
    (finding) =>
      html`<label
        ><input type="radio" name="finding" value="${finding}" required />
        ${linkWords[finding][language]}</label
      >`,
  );
  return html`<form method="post">
    ${key}
    <fieldset>
      <legend>${linkWords.report[language]}</legend>
      ${choices}
    </fieldset>
    <label for="note">${linkWords.note[language]}</label>
    <textarea id="note" name="note" rows="3" maxlength="${FORM_NOTE_CHARACTERS}"></textarea>
    ${isOfSearch && html`<p class="quiet">${linkWords.foundHint[language]}</p>`}
    <button type="submit">${linkWords.send[language]}</button>
  </form>`;
}

function deskLine({ deployment, deskStationId, language }: PageSetting): SafeHtml {
  const telephones =
    deskStationId === undefined ? [] : stationOf(deployment, deskStationId).contacts.telephones;
  if (telephones.length === 0) return html`<p>${linkWords.telephoneOwn[language]}</p>`;
  return html`<p>
    ${linkWords.telephone[language]}${telephones.map(
      (telephone) => html` <a href="tel:${telephone}">${telephone}</a>`,
    )}
  </p>`;
}
