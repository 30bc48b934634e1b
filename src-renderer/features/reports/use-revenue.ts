import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReportScope, RevenueInput, RevenuePart } from '../../../src-preload/contract/reports/revenue';
import { trpc } from '../../api/client';
import { useOwnerChoice } from '../../api/owner-choice';
import { type ReportSearch, readReportSearch } from './report-search';

export const shownMonths = 12;

/** What the address and the chosen owner ask for. */
export function useRevenueInput(): RevenueInput {
  const { through, rates = 'opening' } = useSearch({ from: '/company/reports' });
  const scope = useReportScope();
  return { ...scope, months: shownMonths, rates, ...(through === undefined ? {} : { through }) };
}

/** Whose accounts are reported. */
export function useReportScope(): ReportScope {
  const { ownerId } = useOwnerChoice();
  return ownerId === null ? {} : { ownerId };
}

export function useRevenue() {
  return useQuery({
    ...trpc.reports.revenue.queryOptions(useRevenueInput()),
    placeholderData: keepPreviousData,
  });
}

type Changed = { readonly [Key in keyof ReportSearch]?: ReportSearch[Key] | undefined };

/** Changes what the address says, and leaves the rest of it. @param isStep whether one can go back from it */
export function useShow(): (next: Changed, isStep?: boolean) => void {
  const navigate = useNavigate({ from: '/reports' });
  return (next, isStep = false) =>
    void navigate({ search: (search) => readReportSearch({ ...search, ...next }), replace: !isStep });
}

/** Opens a figure to the accounts that make it. */
export function useOpen(): (part: RevenuePart, of: string, span?: 'year') => void {
  const show = useShow();
  return (part, of, span) => show({ part, of, span }, true);
}
