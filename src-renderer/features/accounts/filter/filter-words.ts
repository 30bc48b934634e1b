import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import {
  formatCount,
  formatMoneyShort,
  formatPlural,
  formatShareTyped,
  formatSigned,
} from '../../../ui/format/number';
import { riskWord } from '../../../ui/risk-badge';
import { healthStateWords } from '../../../ui/words/health-state-words';
import { listed } from '../../../ui/words/listed';
import { ownerWords } from '../../../ui/words/owner-words';
import { stageWords } from '../../../ui/words/stage-words';

/** Parts of a filter that have a control of their own. */
export type FilterPart =
  | 'bands'
  | 'riskLevels'
  | 'trends'
  | 'stages'
  | 'segments'
  | 'segmentIds'
  | 'ownerIds'
  | 'renewsWithinDays'
  | 'silentForDays'
  | 'arr'
  | 'churn90'
  | 'minExpectedLoss'
  | 'nps'
  | 'minOpenTickets'
  | 'countries';

/** The two ends of a part that is a range. */
const ends = {
  arr: ['minArr', 'maxArr'],
  churn90: ['minChurn90', 'maxChurn90'],
  nps: ['minNps', 'maxNps'],
} as const satisfies Partial<Record<FilterPart, readonly (keyof AccountFilter)[]>>;

const allParts: readonly FilterPart[] = [
  'bands',
  'riskLevels',
  'trends',
  'stages',
  'segments',
  'segmentIds',
  'ownerIds',
  'renewsWithinDays',
  'silentForDays',
  'arr',
  'churn90',
  'minExpectedLoss',
  'nps',
  'minOpenTickets',
  'countries',
];

export const trendWords = { falling: 'Falling', steady: 'Steady', rising: 'Rising' } as const;

/**
 * What a part narrows the list to, in a few words; null when it doesn't. `ownerName` finds a name for an id, as does
 * `segmentName` for the id of a saved segment.
 */
export function filterWords(
  filter: AccountFilter,
  part: FilterPart,
  ownerName: (id: number) => string | undefined,
  segmentName: (id: string) => string = () => '…',
): string | null {
  switch (part) {
    case 'bands':
      return listed(filter.bands?.map((state) => healthStateWords[state]));
    case 'riskLevels':
      return listed(filter.riskLevels?.map(riskWord));
    case 'trends':
      return listed(filter.trends?.map((trend) => trendWords[trend]));
    case 'stages':
      return listed(filter.stages?.map((stage) => stageWords[stage]));
    case 'segments':
      return listed(filter.segments);
    case 'segmentIds':
      return listed(filter.segmentIds?.map(segmentName));
    case 'ownerIds':
      return ownerWords(filter, ownerName);
    case 'countries':
      return listed(filter.countries);
    case 'renewsWithinDays':
      return filter.renewsWithinDays === undefined
        ? null
        : `within ${formatPlural(filter.renewsWithinDays, 'day')}`;
    case 'silentForDays':
      return filter.silentForDays === undefined
        ? null
        : `${formatPlural(filter.silentForDays, 'day')} or more`;
    case 'arr':
      return rangeWords(filter.minArr, filter.maxArr, formatMoneyShort);
    case 'churn90':
      return rangeWords(filter.minChurn90, filter.maxChurn90, formatShareTyped);
    case 'minExpectedLoss':
      return rangeWords(filter.minExpectedLoss, undefined, formatMoneyShort);
    case 'nps':
      return rangeWords(filter.minNps, filter.maxNps, (nps) => formatSigned(nps, 1));
    case 'minOpenTickets':
      return filter.minOpenTickets === undefined ? null : `${formatCount(filter.minOpenTickets)} or more`;
  }
}

/** A range of which one end may be open; null where both are. */
export function rangeWords<Value>(
  least: Value | undefined,
  most: Value | undefined,
  words: (value: Value) => string,
): string | null {
  if (least !== undefined && most !== undefined) return `${words(least)} to ${words(most)}`;
  if (least !== undefined) return `from ${words(least)}`;
  return most === undefined ? null : `to ${words(most)}`;
}

/** The filter without a part, and without what came with it. */
export function withoutPart(filter: AccountFilter, part: FilterPart): AccountFilter {
  const rest = { ...filter };
  if (part === 'arr' || part === 'churn90' || part === 'nps') for (const end of ends[part]) delete rest[end];
  else delete rest[part];
  if (part === 'stages') delete rest.includeChurned;
  if (part === 'ownerIds') delete rest.noOwner;
  return rest;
}

/** How many parts narrow the list: with one, all and any are the same. */
export function partsSet(filter: AccountFilter): number {
  const ofParts = allParts.filter((part) => filterWords(filter, part, () => undefined) !== null).length;
  return ofParts + (filter.attributes?.length ?? 0);
}

/** Whether anything narrows or widens the plain list. */
export function isFiltered({ fits: _fits, ...filter }: AccountFilter): boolean {
  return Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== false,
  );
}

/** The filter with a part of one value set, or taken away where there is none. */
export function withPart<Part extends FilterPart & keyof AccountFilter>(
  filter: AccountFilter,
  part: Part,
  value: AccountFilter[Part],
): AccountFilter {
  return value === undefined ? withoutPart(filter, part) : { ...filter, [part]: value };
}

export interface Range {
  readonly least: number | undefined;
  readonly most: number | undefined;
}

export function rangeOf(filter: AccountFilter, part: keyof typeof ends): Range {
  const [least, most] = ends[part];
  return { least: filter[least], most: filter[most] };
}

export function withRange(filter: AccountFilter, part: keyof typeof ends, range: Range): AccountFilter {
  const [least, most] = ends[part];
  return {
    ...withoutPart(filter, part),
    ...(range.least !== undefined && { [least]: range.least }),
    ...(range.most !== undefined && { [most]: range.most }),
  };
}
