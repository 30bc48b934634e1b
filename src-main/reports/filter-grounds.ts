import type { AccountFilter } from '../../src-preload/contract/accounts';
import { readSegment } from '../store/rules/read-segments';
import type { ReadDb } from '../store/types';
import { ownerText } from './grounds';
import type { Ground } from './table';

type Part = Exclude<keyof AccountFilter, 'fits' | 'noOwner' | 'includeChurned' | 'attributes'>;

const names: Readonly<Record<Part, string>> = {
  search: 'Search',
  bands: 'Band',
  riskLevels: 'Risk level',
  trends: 'Trend',
  stages: 'Lifecycle stage',
  standings: 'Standing',
  segments: 'Segment',
  segmentIds: 'Saved segment',
  ownerIds: 'Owner',
  countries: 'Country',
  renewsWithinDays: 'Renews within (days)',
  silentForDays: 'Silent for (days)',
  minArr: 'ARR from',
  maxArr: 'ARR to',
  minChurn90: 'Probability of churn in 90 days from',
  maxChurn90: 'Probability of churn in 90 days to',
  minExpectedLoss: 'Expected loss from',
  minNps: 'NPS from',
  maxNps: 'NPS to',
  minOpenTickets: 'Open tickets from',
};

/** What a list of accounts is narrowed to, part by part. */
export function filterGrounds(db: ReadDb, filter: AccountFilter): Ground[] {
  const parts = (Object.keys(names) as Part[]).flatMap((part): Ground[] => {
    const said = partText(db, filter, part);
    return said === null ? [] : [[`Filter: ${names[part]}`, said]];
  });
  const own = (filter.attributes ?? []).map((test): Ground => ['Filter: own field', JSON.stringify(test)]);
  const more: Ground[] = [
    ...(filter.noOwner === true ? [['Filter: without an owner', 'too'] as const] : []),
    ...(filter.includeChurned === true ? [['Filter: accounts that left', 'too'] as const] : []),
    ...(filter.fits === 'any' ? [['Filter: fits', 'any of the parts'] as const] : []),
  ];
  const all = [...parts, ...own, ...more];
  return all.length === 0 ? [['Filter', 'none: all customers that the login may see']] : all;
}

function partText(db: ReadDb, filter: AccountFilter, part: Part): string | number | null {
  if (part === 'ownerIds') return listed(filter.ownerIds?.map((id) => ownerText(db, id)));
  if (part === 'segmentIds') return listed(filter.segmentIds?.map((id) => readSegment(db, id)?.name ?? id));
  const value = filter[part];
  return typeof value === 'object' ? listed(value) : (value ?? null);
}

function listed(values: readonly string[] | undefined): string | null {
  return values === undefined || values.length === 0 ? null : values.join(', ');
}
