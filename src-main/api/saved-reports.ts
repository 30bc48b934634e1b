import { usualDays } from '../../src-preload/contract/reports/feature-words';
import type { ReportToFile } from '../../src-preload/contract/reports/report-files';
import type { SavedReport } from '../../src-preload/contract/reports/saved-report';
import { formatDay, lastDay } from '../lib/day';
import { readReportViews } from '../store/desk/saved-views';
import type { ReadDb } from '../store/types';
import { yearEarlier } from '../work/reports/report-periods';
import { opensAt } from '../work/reports/saved-period';
import { dayOfInput } from './day-of-input';

/** One's own saved reports and those that colleagues share, by their names. @param asOf the day to which the copy reaches */
export function savedReports(db: ReadDb, asOf: number | null): SavedReport[] {
  return readReportViews(db).map((view) => ({ ...view, opens: opensAt(view.state, asOf) }));
}

/** As it is written to a file: with the same months that the screen shows. */
export function savedReportToFile({ state, opens }: SavedReport, asOf: number | null): ReportToFile {
  const { show, rates = 'opening', through } = opens;
  const scope = state.ownerId === undefined ? {} : { ownerId: state.ownerId };
  switch (show) {
    case 'revenue':
    case 'retention': {
      const months = { months: 12, ...(through === undefined ? {} : { through }) };
      return { report: 'revenue', input: { ...scope, ...months, rates } };
    }
    case 'change':
    case 'features': {
      const to = opens.to ?? formatDay(asOf ?? lastDay);
      const last = dayOfInput(to);
      const from = opens.from ?? formatDay(show === 'change' ? yearEarlier(last) : last - usualDays);
      if (show === 'features') return { report: show, input: { ...scope, from, to } };
      return { report: show, input: { ...scope, from, to, rates } };
    }
    case 'cohorts':
      return { report: 'cohorts', input: { ...scope, months: 24 } };
    case 'books':
      return { report: 'books' };
    default:
      return { report: show, input: scope };
  }
}
