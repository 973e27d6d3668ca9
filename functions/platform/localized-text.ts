import * as z from 'zod';

/** The languages of messages and pages; the first is the default. */
export const languages = ['zh-CN', 'en'] as const;

/** A language of messages and pages. */
export const languageSchema = z.enum(languages);

/** A language of messages and pages. */
export type Language = z.infer<typeof languageSchema>;

/** One text in both languages. */
export const localizedTextSchema = z.strictObject({ 'zh-CN': z.string().min(1), en: z.string().min(1) });

/** One text in both languages. */
export type LocalizedText = z.infer<typeof localizedTextSchema>;
