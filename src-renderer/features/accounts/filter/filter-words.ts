import type { AccountFilter } from '../../../../src-preload/contract/accounts';
import { formatMoneyShort } from '../../../ui/format/number';
import { riskWord } from '../../../ui/risk-badge';
import { healthStateWords } from '../../../ui/words/health-state-words';
import { listed } from '../../../ui/words/listed';
import { stageWords } from '../../../ui/words/stage-words';

/** Parts of a filter that have a control of their own. */
export type FilterPart =
  | 'bands'
  | 'riskLevels'
  | 'trends'
  | 'stages'
  | 'segments'
  | 'ownerIds'
  | 'renewsWithinDays'
  | 'silentForDays'
  | 'arr';

export const trendWords = { falling: 'Falling', steady: 'Steady', rising: 'Rising' } as const;

/** What a part narrows the list to, in a few words; null when it doesn't. `ownerName` finds a name for an id. */
export function filterWords(
  filter: AccountFilter,
  part: FilterPart,
  ownerName: (id: number) => string | undefined,
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
    case 'ownerIds':
      return listed(filter.ownerIds?.map((id) => ownerName(id) ?? `Owner ${id}`));
    case 'renewsWithinDays':
      return filter.renewsWithinDays === undefined ? null : `within ${filter.renewsWithinDays} days`;
    case 'silentForDays':
      return filter.silentForDays === undefined ? null : `${filter.silentForDays} days or more`;
    case 'arr':
      return range(filter.minArr, filter.maxArr);
  }
}

function range(least: number | undefined, most: number | undefined): string | null {
  if (least !== undefined && most !== undefined)
    return `${formatMoneyShort(least)} to ${formatMoneyShort(most)}`;
  if (least !== undefined) return `from ${formatMoneyShort(least)}`;
  return most === undefined ? null : `to ${formatMoneyShort(most)}`;
}

/** The filter without a part, and without what came with it. */
export function withoutPart(filter: AccountFilter, part: FilterPart): AccountFilter {
  const rest = { ...filter };
  if (part === 'arr') {
    delete rest.minArr;
    delete rest.maxArr;
  } else {
    delete rest[part];
  }
  if (part === 'stages') delete rest.includeChurned;
  return rest;
}

/** Whether anything narrows or widens the plain list. */
export function isFiltered(filter: AccountFilter): boolean {
  return Object.values(filter).some((value) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== '' && value !== false,
  );
}
