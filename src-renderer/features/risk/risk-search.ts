import { z } from 'zod';
import { riskInputSchema } from '../../../src-preload/contract/risk/risk-screen';
import { readParts } from '../../ui/address/read-parts';
import type { ColumnSort } from '../../ui/table/column';

export type RiskFilter = z.infer<typeof riskInputSchema>;

/** What the address of the Risk screen carries, so that back and links find the same list. */
export interface RiskSearch {
  readonly filter?: RiskFilter;
  readonly sort?: ColumnSort;
}

const sortSchema = z.object({ key: z.string(), descending: z.boolean() });

/** Reads the address part by part: what doesn't fit is left out. */
export function readRiskSearch(search: Record<string, unknown>): RiskSearch {
  const filter: RiskFilter | undefined = readParts(riskInputSchema, search['filter']);
  const sort = sortSchema.safeParse(search['sort']);
  return {
    ...(filter && { filter }),
    ...(sort.success && { sort: sort.data }),
  };
}
