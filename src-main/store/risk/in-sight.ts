import type { RiskLevel } from '../../../src-preload/contract/domain';
import { standingSql } from './standing-sql';

export interface RiskFilter {
  readonly levels?: readonly RiskLevel[] | undefined;
  readonly ownerIds?: readonly number[] | undefined;
  readonly noOwner?: boolean | undefined;
  readonly segments?: readonly string[] | undefined;
  readonly minProbability?: number | undefined;
}

/** JSON for json_each; null where everything goes. */
const listOf = (values: readonly unknown[] | undefined) =>
  values === undefined ? null : JSON.stringify(values);

/** Accounts are looked up only where the filter asks for something of theirs: a book has many. */
export function matching({ ownerIds, noOwner, segments }: RiskFilter): string {
  const isOfAccounts = ownerIds !== undefined || noOwner === true || segments !== undefined;
  return `from account_summaries s ${standingSql.join}
    left join churn_forecasts f on f.organization_id = s.organization_id
    ${isOfAccounts ? 'join organizations o on o.organization_id = s.organization_id' : ''}
    where ${standingSql.level} is not null
      and (:levels is null or ${standingSql.level} in (select value from json_each(:levels)))
      and (:least is null or f.p90 >= :least)
      ${
        isOfAccounts
          ? `and ((:owners is null and :nobody = 0) or o.owner_id in (select value from json_each(:owners))
        or (:nobody = 1 and o.owner_id is null))
      and (:segments is null or o.segment in (select value from json_each(:segments)))`
          : ''
      }`;
}

export interface FilterValues {
  readonly levels: string | null;
  readonly owners: string | null;
  readonly nobody: 0 | 1;
  readonly segments: string | null;
  readonly least: number | null;
  readonly today: number;
}

/** @param today by which a score set by hand holds */
export function valuesOf(filter: RiskFilter, today: number): FilterValues {
  return {
    today,
    levels: listOf(filter.levels),
    owners: listOf(filter.ownerIds),
    nobody: filter.noOwner === true ? 1 : 0,
    segments: listOf(filter.segments),
    least: filter.minProbability ?? null,
  };
}

/** Whether anything is left out of sight. */
export function narrows(filter: RiskFilter): boolean {
  return Object.values(filter).some((part) => part !== undefined && part !== false);
}
