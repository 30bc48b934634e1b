import { z } from 'zod';
import { bookReportSchema } from '../../src-preload/contract/reports/books';
import {
  cohortAccountsInputSchema,
  cohortAccountsSchema,
  cohortInputSchema,
  cohortReportSchema,
} from '../../src-preload/contract/reports/cohorts';
import { healthInputSchema, healthReportSchema } from '../../src-preload/contract/reports/health';
import { renewalInputSchema, renewalReportSchema } from '../../src-preload/contract/reports/renewals';
import {
  reportFileSchema,
  revenueAccountsInputSchema,
  revenueAccountsSchema,
  revenueInputSchema,
  revenueReportSchema,
} from '../../src-preload/contract/reports/revenue';
import { exportRevenue } from '../reports/export-revenue';
import { bookReport } from '../work/reports/book-report';
import { cohortAccounts, cohortReport } from '../work/reports/cohort-report';
import { healthReport } from '../work/reports/health-report';
import { renewalReport } from '../work/reports/renewal-report';
import { revenueAccounts } from '../work/reports/revenue-accounts';
import { revenueReport } from '../work/reports/revenue-report';
import { scoringDay } from '../work/scoring/scoring-day';
import type { ApiContext } from './context';
import { computing, heavyWork, router } from './procedure';

/** Figures of the whole book over time, as of the day to which the copy reaches. */
export const reportProcedures = router({
  revenue: computing
    .input(revenueInputSchema)
    .output(revenueReportSchema)
    .query(({ ctx, input }) => revenueReport(ctx.store.read, input, asOf(ctx))),
  revenueAccounts: computing
    .input(revenueAccountsInputSchema)
    .output(revenueAccountsSchema)
    .query(({ ctx, input }) => revenueAccounts(ctx.store.read, input, asOf(ctx))),
  cohorts: computing
    .input(cohortInputSchema)
    .output(cohortReportSchema)
    .query(({ ctx, input }) => cohortReport(ctx.store.read, input, asOf(ctx))),
  cohortAccounts: computing
    .input(cohortAccountsInputSchema)
    .output(cohortAccountsSchema)
    .query(({ ctx, input }) => cohortAccounts(ctx.store.read, input, asOf(ctx))),
  renewals: computing
    .input(renewalInputSchema)
    .output(renewalReportSchema)
    .query(({ ctx, input }) => renewalReport(ctx.store.read, input, asOf(ctx))),
  health: computing
    .input(healthInputSchema)
    .output(healthReportSchema)
    .query(({ ctx, input }) => healthReport(ctx.store.read, input, asOf(ctx))),
  books: computing.output(bookReportSchema).query(({ ctx }) => bookReport(ctx.store.read, asOf(ctx))),
  exportRevenue: heavyWork([])
    .input(revenueInputSchema)
    .output(reportFileSchema)
    .mutation(async ({ ctx, input }) => {
      const report = await revenueReport(ctx.store.read, input, asOf(ctx));
      const suggestedName = `revenue ${report.months.at(-1)?.month ?? ''}.csv`;
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName }));
      if (path === null) return { path, rows: 0 };
      return { path, rows: await exportRevenue(report, input, path) };
    }),
});

function asOf({ store, clock }: ApiContext): number | null {
  return scoringDay(store.read, clock.now());
}
