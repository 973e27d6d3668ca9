import type { DeploymentFile } from '#infra/deployment-file.ts';

import type { CaseCounts, Counted } from './case-counts.ts';
import type { PriceList, PriceName } from './price-list.ts';
import type { Standing } from './standing.ts';

const MINUTES_PER_MONTH = 730 * 60;
const BYTES_PER_GIGABYTE = 1024 ** 3;
/** What a year of cases has put into the table is what is stored in an average month of the second year. */
const MONTHS_STORED = 12;
/** The data keys of the table are asked for again every few minutes by each caller: one request each at the most. */
const KEY_REQUESTS_PER_INVOCATION = 1;

/** One line of the bill. */
export interface PriceLine {
  readonly name: PriceName;
  readonly what: string;
  readonly quantity: number;
  readonly cost: number;
  /** Why the price or quantity is a guess, if it is one. */
  readonly assumed?: string;
}

/** What a month costs. */
export interface PriceEstimate {
  readonly cases: number;
  readonly drills: number;
  readonly region: string;
  readonly currency: string;
  readonly note: string;
  /** Where the quantities are from. */
  readonly counted: string;
  readonly lines: readonly PriceLine[];
  readonly total: number;
  /** What one more case adds. */
  readonly perCase: number;
  readonly leftOut: readonly string[];
}

const leftOut = [
  'free tiers',
  'data transfer',
  'S3 requests and storage of photos',
  'storage of logs beyond their arrival',
  'SQS and EventBridge (below a cent)',
  'delivery logs of SMS and sender registration',
];

/** What is charged for, the plan's own name for a quantity of it, and how much of it a month takes. */
type Quantity = readonly [name: PriceName, what: string, quantity: number, guess?: string];

/**
 * What a month with so many cases and drills costs: what one case, one drill and an idle minute were counted to take, and
 * what stands in the templates, by the price list.
 */
export function estimatePrice(
  file: Pick<DeploymentFile, 'deployment' | 'rosters'>,
  { prices, region, currency, note }: PriceList,
  counts: CaseCounts,
  standing: Standing,
  { cases, drills }: { readonly cases: number; readonly drills: number },
): PriceEstimate {
  const linesFor = (quantities: readonly Quantity[]): PriceLine[] =>
    quantities
      .filter(([, , quantity]) => quantity > 0)
      .map(([name, what, quantity, guess]) => {
        const { price, per, assumed = guess } = prices[name];
        return {
          name,
          what,
          quantity,
          cost: (quantity / per) * price,
          ...(assumed === undefined ? {} : { assumed }),
        };
      });
  // What is captured for tests is sent by nobody.
  const sent = ({ smsSegments, ...counted }: Counted): Counted => ({
    ...counted,
    smsSegments: file.deployment.sms.type === 'capture' ? 0 : smsSegments,
  });
  const month = addUp([
    [sent(counts.case.counted), cases],
    [sent(counts.drill), drills],
    [counts.idleMinute, MINUTES_PER_MONTH],
  ]);
  const lines = linesFor([...byTheMonth(file, standing), ...used(month)]);
  const total = costOf(lines);
  return {
    cases,
    drills,
    region,
    currency,
    note,
    counted: `${counts.command} on ${counts.countedOn} (${counts.machine})`,
    lines,
    total,
    perCase: costOf(linesFor(used(sent(counts.case.counted)))),
    leftOut,
  };
}

function byTheMonth(
  { deployment, rosters }: Pick<DeploymentFile, 'deployment' | 'rosters'>,
  { keys, alarms, dashboards, metrics, secrets }: Standing,
): Quantity[] {
  const officers = Object.values(rosters).reduce((sum, roster) => sum + roster.officers.length, 0);
  return [
    ['keyMonth', 'encryption keys', keys],
    ['secretMonth', 'secrets', secrets],
    ['alarmMonth', 'alarms', alarms],
    ['dashboardMonth', 'dashboards', dashboards],
    ['metricMonth', 'metrics of our own', metrics],
    ['activeOfficerMonth', 'officers who sign in', deployment.identity.type === 'cognito' ? officers : 0],
  ];
}

function used(counted: Counted): Quantity[] {
  const stored = (counted.storedBytes * MONTHS_STORED) / BYTES_PER_GIGABYTE;
  return [
    ['stateTransition', 'state transitions', counted.transitions],
    ['writeUnit', 'write units', counted.writeUnits],
    ['readUnit', 'read units', counted.readUnits],
    ['storedGigabyteMonth', 'GB stored after a year', stored],
    ['backedUpGigabyteMonth', 'GB backed up after a year', stored],
    ['functionRequest', 'function calls', counted.invocations],
    [
      'functionGigabyteSecond',
      'GB-seconds of functions',
      counted.gigabyteSeconds,
      'time as it passed where it was counted, not on Lambda',
    ],
    ['apiRequest', 'API requests', counted.apiRequests],
    ['topicPublish', 'messages to stations', counted.topicPublishes],
    ['email', 'e-mails', counted.emails],
    ['smsSegment', 'SMS', counted.smsSegments],
    [
      'keyRequest',
      'requests to keys',
      counted.invocations * KEY_REQUESTS_PER_INVOCATION,
      'at most one for each function call',
    ],
    ['logGigabyte', 'GB of logs', counted.logBytes / BYTES_PER_GIGABYTE],
  ];
}

function addUp(parts: readonly (readonly [counted: Counted, times: number])[]): Counted {
  const sum = (field: keyof Counted) =>
    parts.reduce((total, [counted, times]) => total + counted[field] * times, 0);
  return {
    transitions: sum('transitions'),
    writeUnits: sum('writeUnits'),
    readUnits: sum('readUnits'),
    invocations: sum('invocations'),
    gigabyteSeconds: sum('gigabyteSeconds'),
    apiRequests: sum('apiRequests'),
    topicPublishes: sum('topicPublishes'),
    emails: sum('emails'),
    smsSegments: sum('smsSegments'),
    storedBytes: sum('storedBytes'),
    logBytes: sum('logBytes'),
  };
}

function costOf(lines: readonly PriceLine[]): number {
  return lines.reduce((sum, { cost }) => sum + cost, 0);
}
