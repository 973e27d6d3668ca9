import { readFileSync } from 'node:fs';

import * as z from 'zod';

const priceSchema = z.strictObject({
  price: z.number().nonnegative(),
  /** How many of the unit that is for. */
  per: z.int().min(1),
  source: z.string().min(1),
  asOf: z.iso.date(),
  /** Why the number is not one from a price list that was read. */
  assumed: z.string().min(1).optional(),
});

/** Names of what is charged for. */
const priceNames = [
  'stateTransition',
  'writeUnit',
  'readUnit',
  'storedGigabyteMonth',
  'backedUpGigabyteMonth',
  'functionRequest',
  'functionGigabyteSecond',
  'apiRequest',
  'topicPublish',
  'email',
  'smsSegment',
  'keyMonth',
  'keyRequest',
  'secretMonth',
  'alarmMonth',
  'dashboardMonth',
  'metricMonth',
  'logGigabyte',
  'activeOfficerMonth',
] as const;

/** Something that is charged for. */
export type PriceName = (typeof priceNames)[number];

const priceListSchema = z.strictObject({
  region: z.string().min(1),
  currency: z.string().length(3),
  note: z.string().min(1),
  prices: z.record(z.enum(priceNames), priceSchema),
});

/** What each thing costs where, by whose word, and since when. */
export type PriceList = z.infer<typeof priceListSchema>;

const file = new URL('../../../config/prices.json', import.meta.url);

/** A file is no price list. */
export class PriceListError extends Error {
  override readonly name = 'PriceListError';
}

/**
 * The prices of `config/prices.json`, or of another file of that form.
 * @throws PriceListError naming each price that is missing or wrong
 */
export function readPriceList(path: string | URL = file): PriceList {
  const list = priceListSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  if (list.success) return list.data;
  const faults = list.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new PriceListError(`${String(path)} is no price list: ${faults.join('; ')}`);
}
