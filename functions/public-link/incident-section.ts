import { categoryLabels, sexLabels } from '#functions/missing-person/model/labels.ts';
import type { Point } from '#platform/point.ts';
import { html, type SafeHtml } from '#platform/http/html.ts';
import type { Language } from '#platform/localized-text.ts';
import { shanghaiTime } from '#platform/messages/shanghai-time.ts';

import { compassWord, travelWords } from './incident-words.ts';
import type { Incident } from './incident.ts';
import { linkWords } from './link-words.ts';

/** Degrees with five decimals: about a metre. */
const COORDINATE_DECIMALS = 5;

/** Terms and descriptions of an incident, most needed first; what is unknown is left out. */
export function incidentSection(incident: Incident, language: Language): SafeHtml {
  const { clothing, description, direction, lastSeen, meansOfTravel, sighting } = incident;
  return html`<dl>
    ${entry(linkWords.who[language], whoIsMissing(incident, language))}
    ${entry(linkWords.clothing[language], clothing)} ${entry(linkWords.description[language], description)}
    ${sighting && entry(linkWords.sighting[language], whereAndWhen(sighting.point, sighting.at, language))}
    ${entry(
      linkWords.lastSeen[language],
      lastSeen.placeDescription,
      whereAndWhen(lastSeen.point, lastSeen.at, language),
    )}
    ${entry(
      linkWords.direction[language],
      direction === undefined ? undefined : compassWord(direction, language),
    )}
    ${meansOfTravel !== 'unknown' && entry(linkWords.travel[language], travelWords[meansOfTravel][language])}
  </dl>`;
}

/** A term with what is known of it, one line each; nothing if nothing is known. */
export function entry(term: string, ...lines: readonly (string | undefined)[]): SafeHtml | undefined {
  const known = lines.filter((line) => line !== undefined);
  if (known.length === 0) return undefined;
  return html`<dt>${term}</dt>
    ${known.map((line) => html`<dd>${line}</dd>`)}`;
}

function whoIsMissing({ ageYears, category, sex }: Incident, language: Language): string {
  const age = ageYears === undefined ? undefined : `${ageYears}${linkWords.age[language]}`;
  const parts = [categoryLabels[category][language], sex && sexLabels[sex][language], age];
  return parts.filter((part) => part !== undefined).join(language === 'en' ? ', ' : '，');
}

function whereAndWhen({ lat, lon }: Point, at: string | undefined, language: Language): string {
  const when = at === undefined ? linkWords.timeUnknown[language] : shanghaiTime(at, language);
  const [latitude, longitude] = [lat, lon].map((degrees) => degrees.toFixed(COORDINATE_DECIMALS));
  return `${when} · ${latitude}, ${longitude} (WGS-84)`;
}
