import { z } from 'zod';
import {
  bookThenAccountsInputSchema,
  bookThenAccountsSchema,
  bookThenInputSchema,
  bookThenReportSchema,
} from '../../src-preload/contract/reports/book-then';
import { bookReportSchema, personalFiguresSchema } from '../../src-preload/contract/reports/books';
import {
  changeAccountsInputSchema,
  changeInputSchema,
  healthAccountsInputSchema,
  healthAccountsSchema,
  healthChangeInputSchema,
  healthChangeSchema,
  revenueChangeSchema,
} from '../../src-preload/contract/reports/change';
import {
  cohortAccountsInputSchema,
  cohortAccountsSchema,
  cohortInputSchema,
  cohortReportSchema,
} from '../../src-preload/contract/reports/cohorts';
import {
  featureAccountsInputSchema,
  featureAccountsSchema,
  featureInputSchema,
  featureReportSchema,
} from '../../src-preload/contract/reports/features';
import { savedFileSchema } from '../../src-preload/contract/reports/files';
import { healthInputSchema, healthReportSchema } from '../../src-preload/contract/reports/health';
import { type PrintInput, printedSchema, printInputSchema } from '../../src-preload/contract/reports/paper';
import { renewalInputSchema, renewalReportSchema } from '../../src-preload/contract/reports/renewals';
import { exportReportInputSchema } from '../../src-preload/contract/reports/report-files';
import {
  revenueAccountsInputSchema,
  revenueAccountsSchema,
  revenueInputSchema,
  revenueReportSchema,
} from '../../src-preload/contract/reports/revenue';
import {
  savedReportKeySchema,
  savedReportsSchema,
  saveReportInputSchema,
} from '../../src-preload/contract/reports/saved-report';
import { saveReport } from '../actions/desk/saved-reports';
import { deleteView } from '../actions/desk/views';
import { dayOrNull } from '../lib/day';
import { groundsOf, savedGround } from '../reports/grounds';
import { writeTable } from '../reports/write-table';
import { arePersonalFiguresShown } from '../store/reports/personal-figures';
import { bookReport } from '../work/reports/book-report';
import { cohortAccounts, cohortReport } from '../work/reports/cohort-report';
import { featureAccounts, featureReport } from '../work/reports/feature-report';
import { healthAccounts, healthChange } from '../work/reports/health-change';
import { healthReport } from '../work/reports/health-report';
import { ownBookAccounts, ownBooksThen } from '../work/reports/own-books-then';
import { renewalReport } from '../work/reports/renewal-report';
import { periodBetween } from '../work/reports/report-periods';
import { accountsOfPeriod, revenueAccounts } from '../work/reports/revenue-accounts';
import { revenueChange } from '../work/reports/revenue-change';
import { revenueReport } from '../work/reports/revenue-report';
import { scoringDay } from '../work/scoring/scoring-day';
import type { ApiContext } from './context';
import { earlierDayOfInput, momentsOfInput } from './moments-of-input';
import { computing, heavyWork, ownWork, reading, router } from './procedure';
import { reportTable } from './report-table';
import { saveTable } from './save-table';
import { savedReports } from './saved-reports';

const nothing = z.object({});
const keeping = ownWork(['reports']);

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
  /** Why revenue and retention changed between the ends of two days. */
  change: computing
    .input(changeInputSchema)
    .output(revenueChangeSchema)
    .query(({ ctx, input }) => {
      const day = asOf(ctx);
      return revenueChange(ctx.store.read, input, momentsOfInput(input, day), input.rates, day);
    }),
  changeAccounts: computing
    .input(changeAccountsInputSchema)
    .output(revenueAccountsSchema)
    .query(({ ctx, input }) => {
      const day = asOf(ctx);
      const { from, to } = momentsOfInput(input, day);
      const period = day === null ? null : periodBetween(from, to, day, input.rates);
      return accountsOfPeriod(ctx.store.read, input, period, day);
    }),
  healthChange: computing
    .input(healthChangeInputSchema)
    .output(healthChangeSchema)
    .query(({ ctx, input }) => {
      const day = asOf(ctx);
      return healthChange(ctx.store.read, input, momentsOfInput(input, day), day);
    }),
  healthAccounts: computing
    .input(healthAccountsInputSchema)
    .output(healthAccountsSchema)
    .query(({ ctx, input }) => {
      const day = asOf(ctx);
      return healthAccounts(ctx.store.read, input, momentsOfInput(input, day), input.part, day);
    }),
  /** How customers use each feature between the ends of two days. */
  features: computing
    .input(featureInputSchema)
    .output(featureReportSchema)
    .query(({ ctx, input }) => {
      const day = asOf(ctx);
      return featureReport(ctx.store.read, input, momentsOfInput(input, day), day);
    }),
  featureAccounts: computing
    .input(featureAccountsInputSchema)
    .output(featureAccountsSchema)
    .query(({ ctx, input }) => {
      const day = asOf(ctx);
      return featureAccounts(ctx.store.read, input, momentsOfInput(input, day), day);
    }),
  books: computing
    .output(bookReportSchema)
    .query(({ ctx }) => bookReport(ctx.store.read, asOf(ctx), ctx.clock.now())),
  /** Whether the company lets people see figures of their own. */
  personalFigures: reading
    .output(personalFiguresSchema)
    .query(({ ctx }) => ({ areShown: arePersonalFiguresShown(ctx.store.read) })),
  /** The books of the end of an earlier day beside those of now. */
  booksThen: computing
    .input(bookThenInputSchema)
    .output(bookThenReportSchema)
    .query(({ ctx, input: { from } }) => {
      const day = asOf(ctx);
      return ownBooksThen(ctx.store.read, earlierDayOfInput(from, day), day);
    }),
  booksThenAccounts: computing
    .input(bookThenAccountsInputSchema)
    .output(bookThenAccountsSchema)
    .query(({ ctx, input: { from, ownerId, part } }) => {
      const day = asOf(ctx);
      return ownBookAccounts(ctx.store.read, { ownerId, part }, earlierDayOfInput(from, day), day);
    }),
  saved: reading
    .output(savedReportsSchema)
    .query(({ ctx }) => ({ reports: savedReports(ctx.store.read, asOf(ctx)) })),
  save: keeping
    .input(saveReportInputSchema)
    .output(savedReportKeySchema)
    .mutation(({ ctx, input }) => ({ id: saveReport(ctx.actions, input) })),
  removeSaved: keeping
    .input(savedReportKeySchema)
    .output(nothing)
    .mutation(({ ctx, input }) => {
      deleteView(ctx.actions, input.id);
      return {};
    }),
  export: heavyWork([])
    .input(exportReportInputSchema)
    .output(savedFileSchema)
    .mutation(async ({ ctx, input: { of, format = 'csv', saved } }) => {
      const { read } = ctx.store;
      const { table, name, grounds: own } = await reportTable(read, of, ctx.clock.now());
      const grounds = saved === undefined ? own : [savedGround(saved), ...own];
      return saveTable(ctx, name, format, (file) =>
        writeTable(file, table, groundsOf(read, file, table.name, grounds)),
      );
    }),
  savePdf: heavyWork([])
    .input(printInputSchema)
    .output(printedSchema)
    .mutation(async ({ ctx, input }) => {
      const suggestedName = `reports ${dayOrNull(asOf(ctx)) ?? ''}`.trim();
      const path = z
        .string()
        .nullable()
        .parse(await ctx.askShell({ kind: 'save-path', suggestedName: `${suggestedName}.pdf` }));
      const order = { screen: screenForPaper(input), paper: input.paper };
      if (path !== null) await ctx.askShell({ kind: 'print', order: { ...order, path } });
      return { path };
    }),
});

/** The address of all reports one below the other, as it is read by the screen. */
function screenForPaper({ through, rates }: PrintInput): string {
  const month = through === undefined ? '' : `&through=${through}`;
  return `#/reports?whole=true${month}${rates === 'constant' ? '&rates=constant' : ''}`;
}

function asOf({ store, clock }: ApiContext): number | null {
  return scoringDay(store.read, clock.now());
}
