import { formatShareTyped } from '../../ui/format/number';
import { riskWord } from '../../ui/risk-badge';
import { listed } from '../../ui/words/listed';
import { ownerWords } from '../../ui/words/owner-words';
import type { RiskFilter } from './risk-search';

/** What a part of the filter narrows to, in a few words; null when it doesn't. `ownerName` finds a name for an id. */
export function riskFilterWords(
  filter: RiskFilter,
  part: keyof RiskFilter,
  ownerName: (id: number) => string | undefined,
): string | null {
  switch (part) {
    case 'levels':
      return listed(filter.levels?.map(riskWord));
    case 'ownerIds':
      return ownerWords(filter, ownerName);
    case 'noOwner':
      return null;
    case 'segments':
      return listed(filter.segments);
    case 'minProbability':
      return filter.minProbability === undefined
        ? null
        : `${formatShareTyped(filter.minProbability)} or more`;
  }
}

/** The filter with a part set; a part with nothing chosen is left out, as it narrows nothing. */
export function withPart<Part extends keyof RiskFilter>(
  filter: RiskFilter,
  part: Part,
  value: RiskFilter[Part],
): RiskFilter {
  const nothing = value === undefined || (Array.isArray(value) && value.length === 0);
  return nothing ? withoutPart(filter, part) : { ...filter, [part]: value };
}

/** The filter without one part. */
export function withoutPart(filter: RiskFilter, part: keyof RiskFilter): RiskFilter {
  const rest = { ...filter };
  delete rest[part];
  if (part === 'ownerIds') delete rest.noOwner;
  return rest;
}

export function narrows(filter: RiskFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}
