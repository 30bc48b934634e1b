import type { CohortCell } from '../../../../src-preload/contract/reports/cohorts';

export type CohortView = 'accounts' | 'revenue';

/** Of a cohort at an age: which share is still there. Null where nothing is known to divide by. */
export const cohortViews: Readonly<
  Record<CohortView, { help: string; share: (cell: CohortCell, accounts: number) => number | null }>
> = {
  accounts: {
    help: 'Share of the accounts that were customers at the end of each month; who came back counts again. Hatched: not over yet',
    share: (cell, accounts) => (accounts === 0 ? null : cell.accounts / accounts),
  },
  revenue: {
    help: 'What the accounts paid at the end of each month, of what the same accounts paid first, in constant currency. Hatched: not over yet, or no price is known',
    share: (cell) => (cell.firstRevenue === 0 ? null : cell.revenue / cell.firstRevenue),
  },
};
