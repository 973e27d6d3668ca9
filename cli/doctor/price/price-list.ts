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

/** The prices of `config/prices.json`, or of another file of that form. */
export function readPriceList(path: string | URL = file): PriceList {
  return priceListSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}
