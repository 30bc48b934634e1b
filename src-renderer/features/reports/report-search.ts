import { z } from 'zod';
import { daySchema } from '../../../src-preload/contract/domain';
import { type BookPart, bookParts } from '../../../src-preload/contract/reports/book-then';
import { type HealthPart, healthParts } from '../../../src-preload/contract/reports/change';
import { type FeaturePart, featureParts } from '../../../src-preload/contract/reports/features';
import {
  monthSchema,
  type RatesMode,
  type RevenuePart,
  revenueParts,
} from '../../../src-preload/contract/reports/revenue';
import { type ReportTab, reportTabs } from '../../../src-preload/contract/reports/saved-report';

/** As the tabs say them. */
export const reportTitles = {
  revenue: 'Revenue',
  retention: 'Retention',
  change: 'What changed',
  cohorts: 'Cohorts',
  renewals: 'Renewals',
  health: 'Health',
  features: 'Features',
  books: 'Books',
} as const satisfies Record<ReportTab, string>;

/** What the address of the room carries. */
export interface ReportSearch {
  readonly show?: ReportTab;
  /** The last month; without it the present one. */
  readonly through?: string;
  /** At the rates of the day of the data, where it is not those of each opening. */
  readonly rates?: Extract<RatesMode, 'constant'>;
  /** The figure that is opened to its accounts. */
  readonly part?: RevenuePart;
  readonly of?: string;
  readonly span?: 'year';
  /** The ends of the two days whose figures are compared. */
  readonly from?: string;
  readonly to?: string;
  /** What moved revenue or the mean score between them, opened to its accounts. */
  readonly moved?: RevenuePart;
  readonly score?: HealthPart;
  /** What of which feature is opened to its accounts; 0: of anything at all. */
  readonly use?: FeaturePart;
  readonly feature?: number;
  /** What of whose book then and now is opened to its accounts; 0: of nobody. */
  readonly was?: BookPart;
  readonly book?: number;
  /** The id of the saved report that was opened. */
  readonly saved?: string;
  /** All reports one below the other, for paper. */
  readonly whole?: true;
}

export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const show = reportTabs.find((one) => one === search['show']);
  const through = monthSchema.safeParse(search['through']).data;
  const part = revenueParts.find((one) => one === search['part']);
  const [from, to] = [dayOf(search['from']), dayOf(search['to'])];
  const moved = revenueParts.find((one) => one === search['moved']);
  const score = healthParts.find((one) => one === search['score']);
  const use = featureParts.find((one) => one === search['use']);
  const feature = z.int().min(0).safeParse(search['feature']).data;
  const was = bookParts.find((one) => one === search['was']);
  const book = z.int().min(0).safeParse(search['book']).data;
  const saved = z.uuid().safeParse(search['saved']).data;
  const of = monthSchema.safeParse(search['of']).data;
  return {
    ...(show === undefined ? {} : { show }),
    ...(through === undefined ? {} : { through }),
    ...(search['rates'] === 'constant' ? { rates: 'constant' } : {}),
    ...(part === undefined || of === undefined ? {} : { part, of }),
    ...(part !== undefined && of !== undefined && search['span'] === 'year' ? { span: 'year' } : {}),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(moved === undefined ? {} : { moved }),
    ...(score === undefined || moved !== undefined ? {} : { score }),
    ...(use === undefined || feature === undefined ? {} : { use, feature }),
    ...(was === undefined || book === undefined ? {} : { was, book }),
    ...(saved === undefined ? {} : { saved }),
    ...(search['whole'] === true ? { whole: true } : {}),
  };
}

function dayOf(text: unknown): string | undefined {
  const day = daySchema.safeParse(text).data;
  return day === undefined || Number.isNaN(Date.parse(day)) ? undefined : day;
}
