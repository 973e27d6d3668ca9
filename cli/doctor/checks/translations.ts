import * as z from 'zod';

import { catalogue } from '#platform/messages/catalogue.ts';
import { languages } from '#platform/localized-text.ts';
import { notificationKindSchema } from '#platform/notification/kinds/notification-kinds.ts';

import type { Finding, Patient } from '../finding.ts';

const HAN = /\p{Script=Han}/u;

/** A text in both languages, as far as it is there. */
interface Translated {
  readonly field: string;
  readonly chinese: string | undefined;
  readonly english: string | undefined;
}

const geographyNamesSchema = z.object({
  features: z.array(
    z.object({ properties: z.object({ name: z.object({ zh: z.string(), en: z.string() }) }) }),
  ),
});

/** Whether each text that officers read is there in both languages, and is not the same twice. */
export function checkTranslations({ file }: Patient): Finding[] {
  const { deployment, geography } = file;
  const configured = [
    ...textsIn(deployment.partnerships, 'partnerships'),
    ...textsIn(deployment.stations, 'stations'),
    ...(['legalLimits', 'coerciveSteps', 'transferDocuments'] as const).flatMap((section) =>
      textsIn(deployment[section], section),
    ),
    ...geographyNamesSchema.parse(geography).features.map(({ properties: { name } }, index) => ({
      field: `infrastructure.geography: features.${index}.properties.name`,
      chinese: name.zh,
      english: name.en,
    })),
  ];
  return [...configured.flatMap(untranslated), ...missingMessages()];
}

/** Every text in both languages below `value`, with its path. */
function textsIn(value: unknown, path: string): Translated[] {
  if (typeof value !== 'object' || value === null) return [];
  const members = new Map<string, unknown>(Object.entries(value));
  if (languages.every((language) => members.has(language)))
    return [{ field: path, chinese: textOf(members.get('zh-CN')), english: textOf(members.get('en')) }];
  return [...members].flatMap(([name, member]) => textsIn(member, `${path}.${name}`));
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function untranslated({ field, chinese = '', english = '' }: Translated): Finding[] {
  const complaint =
    chinese === english
      ? `"${chinese}" stands for both languages.`
      : HAN.test(english)
        ? 'The English text has Chinese characters.'
        : HAN.test(chinese)
          ? undefined
          : 'The Chinese text has no Chinese character.';
  if (complaint === undefined) return [];
  return [
    {
      severity: 'warning',
      check: 'translation-missing',
      field,
      what: complaint,
      meaning: 'Officers of one language read the other one.',
      remedy: 'Translate it.',
    },
  ];
}

/** The catalogue is code: what is missing there is a fault of the release, not of the file. */
function missingMessages(): Finding[] {
  return notificationKindSchema.options
    .flatMap((kind) => textsIn(catalogue[kind], `catalogue.${kind}`))
    .filter((text) => !text.chinese || !text.english || untranslated(text).length > 0)
    .map(({ field }) => ({
      severity: 'error',
      check: 'message-untranslated',
      field,
      what: 'A message of the catalogue is not there in both languages.',
      meaning: 'Officers get an SMS that they may not understand.',
      remedy: 'Complete functions/platform/messages/catalogue.ts.',
    }));
}
