import type { z } from 'zod';
import { riskInputSchema } from '../../../src-preload/contract/risk';
import type { ColumnSort } from '../../ui/table/column';

export type RiskFilter = z.infer<typeof riskInputSchema>;

/** What the address of the Risk screen carries, so that back and links find the same list. */
export interface RiskSearch {
  readonly filter?: RiskFilter;
  readonly sort?: ColumnSort;
}

/** Reads the address leniently: a filter that no longer fits is left out. */
export function readRiskSearch(search: Record<string, unknown>): RiskSearch {
  const filter = riskInputSchema.safeParse(search['filter']);
  const sort = search['sort'];
  return { ...(filter.success && { filter: filter.data }), ...(isSort(sort) && { sort }) };
}

function isSort(value: unknown): value is ColumnSort {
  return (
    typeof value === 'object' &&
    value !== null &&
    'key' in value &&
    typeof value.key === 'string' &&
    'descending' in value &&
    typeof value.descending === 'boolean'
  );
}
