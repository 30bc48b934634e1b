import {
  monthSchema,
  type RatesMode,
  type RevenuePart,
  revenueParts,
} from '../../../src-preload/contract/reports/revenue';

export const reportTabs = ['revenue', 'retention', 'cohorts', 'renewals', 'health', 'books'] as const;
export type ReportTab = (typeof reportTabs)[number];

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
  /** All reports one below the other, for paper. */
  readonly whole?: true;
}

export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const show = reportTabs.find((one) => one === search['show']);
  const through = monthSchema.safeParse(search['through']).data;
  const part = revenueParts.find((one) => one === search['part']);
  const of = monthSchema.safeParse(search['of']).data;
  return {
    ...(show === undefined ? {} : { show }),
    ...(through === undefined ? {} : { through }),
    ...(search['rates'] === 'constant' ? { rates: 'constant' } : {}),
    ...(part === undefined || of === undefined ? {} : { part, of }),
    ...(part !== undefined && of !== undefined && search['span'] === 'year' ? { span: 'year' } : {}),
    ...(search['whole'] === true ? { whole: true } : {}),
  };
}
