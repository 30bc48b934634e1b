import type { ReportToFile } from '../../src-preload/contract/reports/report-files';
import { partWords } from '../../src-preload/contract/reports/revenue-words';
import { ratesGround, scopeGrounds } from '../reports/grounds';
import { bookTable } from '../reports/tables/book-table';
import { cohortTable } from '../reports/tables/cohort-table';
import { figureTable } from '../reports/tables/figure-table';
import { healthTable } from '../reports/tables/health-table';
import { renewalTable } from '../reports/tables/renewal-table';
import { revenueTable } from '../reports/tables/revenue-table';
import { companyMoney } from '../store/copy/company-money';
import type { ReadDb } from '../store/types';
import { bookReport } from '../work/reports/book-report';
import { cohortReport } from '../work/reports/cohort-report';
import { healthReport } from '../work/reports/health-report';
import { renewalReport } from '../work/reports/renewal-report';
import { revenueAccounts } from '../work/reports/revenue-accounts';
import { revenueReport } from '../work/reports/revenue-report';
import { scoringDay } from '../work/scoring/scoring-day';
import { bookThenFigure, bookThenFile } from './book-file';
import { changeFigure, changeFile, healthFigure } from './change-file';
import { featureFigure, featureFile } from './feature-file';
import type { ReportTable } from './table-of-report';

/** A report as a table, whole: what a screen cuts off for its length is in it. */
export async function reportTable(db: ReadDb, of: ReportToFile, now: number): Promise<ReportTable> {
  // The day to which the copy reaches.
  const asOf = scoringDay(db, now);
  switch (of.report) {
    case 'revenue': {
      const report = await revenueReport(db, of.input, asOf);
      const grounds = [ratesGround(of.input.rates), ...scopeGrounds(db, of.input)];
      const through = report.months.at(-1)?.month ?? '';
      return { table: revenueTable(report, grounds), name: `revenue ${through}`, grounds };
    }
    case 'figure': {
      const { part, month, span, rates } = of.input;
      const { currency } = companyMoney(db);
      const accounts = await revenueAccounts(db, of.input, asOf, Number.POSITIVE_INFINITY);
      const time = span === 'year' ? `twelve months to ${month}` : month;
      return {
        table: figureTable(accounts, part, currency),
        name: `${partWords[part].toLowerCase()} ${time}`,
        grounds: [
          ['Figure', partWords[part]],
          ['Time', time],
          ['Sum', accounts.amount],
          ratesGround(rates),
          ...scopeGrounds(db, of.input),
        ],
      };
    }
    case 'cohorts': {
      const report = await cohortReport(db, of.input, asOf);
      return {
        table: cohortTable(report),
        name: `cohorts ${report.asOf ?? ''}`.trim(),
        grounds: [
          ['Months of start', of.input.months],
          ratesGround('constant'),
          ...scopeGrounds(db, of.input),
        ],
      };
    }
    case 'renewals': {
      const report = renewalReport(db, of.input, asOf, Number.POSITIVE_INFINITY);
      return {
        table: renewalTable(report),
        name: `renewals ${report.asOf ?? ''}`.trim(),
        grounds: scopeGrounds(db, of.input),
      };
    }
    case 'health': {
      const report = await healthReport(db, of.input, asOf);
      return {
        table: healthTable(report),
        name: `health ${report.asOf ?? ''}`.trim(),
        grounds: scopeGrounds(db, of.input),
      };
    }
    case 'features':
      return featureFile(db, of.input, asOf);
    case 'feature-figure':
      return featureFigure(db, of.input, asOf);
    case 'change':
      return changeFile(db, of.input, asOf);
    case 'change-figure':
      return changeFigure(db, of.input, asOf);
    case 'health-figure':
      return healthFigure(db, of.input, asOf);
    case 'books-then':
      return bookThenFile(db, of.input, asOf);
    case 'book-figure':
      return bookThenFigure(db, of.input, asOf);
    case 'books': {
      const report = bookReport(db, asOf, now);
      return {
        table: bookTable(report),
        name: `books of business ${report.asOf ?? ''}`.trim(),
        grounds: scopeGrounds(db, {}),
      };
    }
  }
}
